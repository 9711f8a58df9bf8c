import { Button, Select, Text } from '@mantine/core';
import { Check } from 'lucide-react';
import { useId, useState } from 'react';
import type { Reading, Upload } from '../../api/imports';
import type { TextKey } from '../../language/catalogues';
import { useLanguage } from '../../language/Language';
import { evidenceOf } from './evidence';
import { foundName } from './foundName';
import classes from './ReadingFindings.module.css';

export type Finding = Upload['reading']['findings'][number];
type Option = { value: string; label: string };

/** How many alternatives stand beside what was found; the rest is a list. */
const alternativesShown = 3;

type FindingLineProps = {
  title: TextKey;
  finding: Finding | undefined;
  /** What was chosen instead of what was found. */
  chosen: string | null | undefined;
  /** Every choice. */
  options: Option[];
  /** Values of those that may well be meant, the likeliest first. */
  likely: string[];
  context: { upload: Upload; reading: Reading };
  /** null: as found. */
  onChoose: (value: string | null) => void;
};

/** One thing about how the file is read: what was found, what it may be instead, each one click away, and by what it was found. */
export function FindingLine({ title, finding, chosen, options, likely, context, onChoose }: FindingLineProps) {
  const { t } = useLanguage();
  const id = useId();
  const found = useFound(finding);
  const nameOf = (value: string) => options.find((option) => option.value === value)?.label ?? foundName(value, t);
  const offered = useOffered(found, chosen, likely);
  const others = options.filter(({ value, label }) => !offered.includes(value) && label !== (found && nameOf(found)));
  return (
    <div className={classes.finding} role="group" aria-labelledby={id}>
      <Text size="sm" fw={600} id={id} className={classes.title}>
        {t(title)}
      </Text>
      <div className={classes.chips}>
        <Chip
          label={found === null ? t('read.auto') : nameOf(found)}
          isChosen={!chosen}
          onChoose={() => onChoose(null)}
        />
        {offered.map((value) => (
          <Chip
            key={value}
            label={nameOf(value)}
            isChosen={value === chosen}
            onChoose={() => onChoose(value === chosen ? null : value)}
          />
        ))}
        {others.length > 0 && (
          <Select
            aria-label={t('read.otherOf', { name: t(title) })}
            placeholder={t('read.other')}
            size="xs"
            w={120}
            data={others}
            value={null}
            searchable
            comboboxProps={{ width: 200, position: 'bottom-start' }}
            classNames={{ input: classes.other ?? '' }}
            onChange={onChoose}
          />
        )}
      </div>
      {finding && <Evidence finding={finding} {...context} />}
    </div>
  );
}

/** What was found, also while something else is chosen; null where the page was opened with that choice. */
function useFound(finding: Finding | undefined): string | null {
  const [found, setFound] = useState<string | null>(null);
  const now = finding && finding.by !== 'user' ? finding.value : null;
  if (now !== null && now !== found) setFound(now);
  return now ?? found;
}

/** The alternatives stay where they are while one of them is chosen: one that was just clicked does not move away. */
function useOffered(found: string | null, chosen: string | null | undefined, likely: string[]): string[] {
  const [first, setFirst] = useState({ found, likely });
  if (first.found !== found) setFirst({ found, likely });
  const offered = first.likely.filter((value) => value !== found).slice(0, alternativesShown);
  return chosen && !offered.includes(chosen) && chosen !== found ? [...offered, chosen] : offered;
}

function Chip({ label, isChosen, onChoose }: { label: string; isChosen: boolean; onChoose: () => void }) {
  return (
    <Button
      size="compact-sm"
      fw={500}
      variant={isChosen ? 'light' : 'default'}
      aria-pressed={isChosen}
      leftSection={isChosen && <Check size={14} aria-hidden />}
      onClick={onChoose}
    >
      {label}
    </Button>
  );
}

/** Something about the file that cannot be chosen. */
export function FixedLine({ title, finding, context }: Pick<FindingLineProps, 'title' | 'finding' | 'context'>) {
  const { t } = useLanguage();
  if (!finding) return null;
  return (
    <div className={classes.finding}>
      <Text size="sm" fw={600} className={classes.title}>
        {t(title)}
      </Text>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {foundName(finding.value, t)}
      </Text>
      <Evidence finding={finding} {...context} />
    </div>
  );
}

const by = { detected: 'read.detected', user: 'read.user', standard: 'read.standard' } as const;

function Evidence({ finding, upload, reading }: { finding: Finding; upload: Upload; reading: Reading }) {
  const { t, told } = useLanguage();
  const known = evidenceOf(finding, upload, reading);
  const own = known && told(`evidence.${known.name}`, known.values);
  return (
    <Text size="xs" c="dimmed" className={classes.evidence}>
      <span className={classes.by} data-by={finding.by}>
        {t(by[finding.by])}
      </span>
      {finding.evidence && (
        <>
          {': '}
          {own ?? <span lang="en">{finding.evidence}</span>}
        </>
      )}
    </Text>
  );
}
