import { Text } from '@mantine/core';
import type { HistoryEntry } from '../../api/imports';
import { useFormat, useLanguage } from '../../language/Language';
import { barsOf, heightOf, sumOf, type Bar } from './sparkline';
import classes from './Sparkline.module.css';

const height = 32;
const width = 7;
const step = 10;
/** One import alone is no course of things. */
const fewest = 2;

/** What the last imports brought, as a small picture. */
export function Sparkline({ entries }: { entries: HistoryEntry[] }) {
  const { t } = useLanguage();
  const format = useFormat();
  const bars = barsOf(entries);
  if (bars.length < fewest) return null;
  const highest = Math.max(1, ...bars.map(({ valid, errors }) => valid + errors));
  const records = bars.map(({ name, valid }) => `${name} ${format.number(valid)}`).join(', ');
  return (
    <div className={classes.figure}>
      <svg
        role="img"
        aria-label={t('history.spark.each', { records })}
        width={bars.length * step}
        height={height}
        className={classes.bars}
      >
        {bars.map((bar, place) => (
          <Column key={bar.id} bar={bar} x={place * step} highest={highest} />
        ))}
      </svg>
      <Text size="xs" c="dimmed" className="numbers">
        {t('history.spark', { count: sumOf(bars), imports: bars.length })}
      </Text>
    </div>
  );
}

function Column({ bar: { name, valid, errors, isUndone }, x, highest }: { bar: Bar; x: number; highest: number }) {
  const format = useFormat();
  const below = heightOf(valid, highest, height);
  const above = Math.min(heightOf(errors, highest, height), height - below);
  return (
    <g>
      <title>{`${name}: ${format.number(valid)}`}</title>
      <rect x={x} y={0} width={step} height={height} className={classes.place} />
      <rect x={x} y={height - below} width={width} height={below} rx={1} data-part={isUndone ? 'undone' : 'valid'} />
      <rect x={x} y={height - below - above} width={width} height={above} rx={1} data-part="errors" />
    </g>
  );
}
