import { UnstyledButton } from '@mantine/core';
import type { ImportRow } from '../../api/imports';
import { useFormat, useLanguage } from '../../language/Language';
import type { Span } from '../longList/span';
import { codeName } from '../codeName';
import { OutcomeBadge } from '../OutcomeBadge';
import { useSentences } from '../useSentences';
import classes from './RowTable.module.css';
import type { RowList } from './useRowPages';

/** Pixels of a line, and of the head. */
export const lineHeight = 41;
export const headHeight = 36;

type RowTableProps = { list: RowList; span: Span; frame: React.Ref<HTMLDivElement>; onOpen: (row: ImportRow) => void };

/** The rows, of which only those in view are in the page. */
export function RowTable({ list, span, frame, onOpen }: RowTableProps) {
  const { t } = useLanguage();
  const shown = Array.from({ length: span.end - span.first }, (_, place) => span.first + place);
  return (
    <div ref={frame} className={classes.frame} tabIndex={0} role="region" aria-label={t('check.log')}>
      <div role="table" aria-rowcount={list.isCounted ? list.count + 1 : -1} className={classes.table}>
        <div role="row" aria-rowindex={1} className={`${classes.line} ${classes.head}`} style={{ height: headHeight }}>
          {(['log.row', 'log.outcome', 'log.column', 'log.value', 'log.message'] as const).map((text) => (
            <span key={text} role="columnheader">
              {t(text)}
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ height: span.height, position: 'relative' }}>
          {shown.map((place) => (
            <Line
              key={place}
              row={list.rowAt(place)}
              number={list.first === null ? null : list.first + place}
              place={place}
              top={span.topOf(place)}
              onOpen={onOpen}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

type LineProps = {
  /** Undefined: it is on its way. */
  row: ImportRow | undefined;
  /** The row's number, where it is known before the row. */
  number: number | null;
  place: number;
  top: number;
  onOpen: (row: ImportRow) => void;
};

function Line({ row, number, place, top, onOpen }: LineProps) {
  const format = useFormat();
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      aria-busy={row === undefined || undefined}
      className={classes.line}
      style={{ position: 'absolute', top: 0, left: 0, right: 0, height: lineHeight, transform: `translateY(${top}px)` }}
    >
      {row ? (
        <Cells row={row} onOpen={onOpen} />
      ) : (
        <span role="cell" className={`numbers ${classes.coming}`}>
          {number !== null && format.number(number)}
        </span>
      )}
    </div>
  );
}

/** Whether there is more to be seen of a row than its line. */
function isTelling({ record, problems }: ImportRow): boolean {
  return record !== null || problems.length > 0;
}

function Cells({ row, onOpen }: { row: ImportRow; onOpen: (row: ImportRow) => void }) {
  const { t } = useLanguage();
  const format = useFormat();
  const sentences = useSentences();
  const [problem, ...others] = row.problems;
  const number = format.number(row.row);
  return (
    <>
      <span role="cell" className="numbers">
        {isTelling(row) ? (
          <UnstyledButton
            className={classes.open}
            aria-label={t('log.open', { row: row.row })}
            onClick={() => onOpen(row)}
          >
            {number}
          </UnstyledButton>
        ) : (
          number
        )}
      </span>
      <span role="cell">
        <OutcomeBadge outcome={row.outcome} />
      </span>
      <span role="cell" title={problem?.column}>
        {problem?.column}
      </span>
      <span role="cell" className={classes.value} title={problem?.value}>
        {problem?.value}
      </span>
      <span role="cell" title={row.problems.map(sentences.ofRow).join('\n')}>
        {problem && (
          <>
            <span className={classes.sentence}>{sentences.ofRow(problem)}</span>
            <span className={classes.kind}>{codeName(problem.code, t)}</span>
          </>
        )}
        {others.length > 0 && ` +${others.length}`}
      </span>
    </>
  );
}
