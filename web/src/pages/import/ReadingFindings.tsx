import type { Reading, Upload } from '../../api/imports';
import type { TextKey } from '../../language/catalogues';
import { useLanguage } from '../../language/Language';
import { encodings, likelyBeginnings, likelyEncodings, likelyTitles } from './alternatives';
import { delimiters } from './fields';
import { FindingLine, FixedLine } from './FindingLine';
import type { ReadingName } from './readingChoice';
import classes from './ReadingFindings.module.css';

/** How far down titles and data are looked for by hand. */
const farRow = 30;
const rows = Array.from({ length: farRow }, (_, place) => String(place + 1)).map((value) => ({ value, label: value }));

type ReadingFindingsProps = {
  upload: Upload;
  reading: Reading;
  onChoose: (name: ReadingName, value: string | number | null) => void;
};

/** How the file was understood, each with its alternatives and its evidence. */
export function ReadingFindings(props: ReadingFindingsProps) {
  const { upload, reading } = props;
  const find = (what: string) => upload.reading.findings.find((finding) => finding.what === what);
  const context = { upload, reading };
  const isText = upload.reading.kind === 'delimited' || find('delimiter') !== undefined;
  return (
    <div className={classes.findings}>
      <FixedLine title="read.format" finding={find('format')} context={context} />
      <FixedLine title="read.entry" finding={find('archive entry')} context={context} />
      <FixedLine title="read.entries" finding={find('left out')} context={context} />
      {isText && <TextChoices {...props} />}
      <TableChoices {...props} />
    </div>
  );
}

/** What only a text file leaves open: how its bytes are letters, and its lines cells. */
function TextChoices({ upload, reading, onChoose }: ReadingFindingsProps) {
  const { t, locale } = useLanguage();
  const find = (what: string) => upload.reading.findings.find((finding) => finding.what === what);
  const context = { upload, reading };
  const encoding = find('encoding');
  const quotes: [string, TextKey][] = [
    ['"', 'found.double quote'],
    ["'", 'found.single quote'],
    ['none', 'read.none'],
  ];
  return (
    <>
      <FindingLine
        title="read.encoding"
        finding={encoding}
        chosen={reading.encoding}
        options={encodings.map((value) => ({ value, label: value }))}
        likely={likelyEncodings(encoding?.value ?? '', locale)}
        context={context}
        onChoose={(value) => onChoose('encoding', value)}
      />
      <FindingLine
        title="read.delimiter"
        finding={find('delimiter')}
        chosen={reading.delimiter}
        options={delimiters
          .filter((name) => name !== 'none')
          .map((value) => ({ value, label: t(`delimiter.${value}`) }))}
        likely={['comma', 'semicolon', 'tab', 'pipe']}
        context={context}
        onChoose={(value) => onChoose('delimiter', value)}
      />
      <FindingLine
        title="read.quote"
        finding={find('quote')}
        chosen={reading.quote}
        options={quotes.map(([value, text]) => ({ value, label: t(text) }))}
        likely={quotes.map(([value]) => value).filter((value) => quoteNames[value] !== find('quote')?.value)}
        context={context}
        onChoose={(value) => onChoose('quote', value)}
      />
    </>
  );
}

/** What a finding calls the quotes. */
const quoteNames: Record<string, string> = { '"': 'double quote', "'": 'single quote', none: 'none' };

/** Where the table is: its sheet, its titles, its first row. */
function TableChoices({ upload, reading, onChoose }: ReadingFindingsProps) {
  const { t } = useLanguage();
  const { sheets, findings } = upload.reading;
  const find = (what: string) => findings.find((finding) => finding.what === what);
  const context = { upload, reading };
  const textOf = (row: number | string | null | undefined) =>
    row === null || row === undefined ? undefined : String(row);
  return (
    <>
      {sheets.length > 0 && (
        <FindingLine
          title="read.sheet"
          finding={find('sheet')}
          chosen={reading.sheet}
          options={sheets.map((value) => ({ value, label: value }))}
          likely={sheets}
          context={context}
          onChoose={(value) => onChoose('sheet', value)}
        />
      )}
      <FindingLine
        key={`titles of ${reading.sheet}`}
        title="read.header"
        finding={find('header row')}
        chosen={textOf(reading.headerRow)}
        options={[{ value: 'none', label: t('read.none') }, ...rows]}
        likely={likelyTitles(upload.reading)}
        context={context}
        onChoose={(value) => onChoose('headerRow', value === null || value === 'none' ? value : Number(value))}
      />
      <FindingLine
        key={`first row of ${reading.sheet}`}
        title="read.first"
        finding={find('first row')}
        chosen={textOf(reading.firstRow)}
        options={rows}
        likely={likelyBeginnings(upload.reading)}
        context={context}
        onChoose={(value) => onChoose('firstRow', value === null ? null : Number(value))}
      />
    </>
  );
}
