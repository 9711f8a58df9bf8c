import { UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ImportRow } from '../../api/imports';
import { useFormat, useLanguage } from '../../language/Language';
import { OutcomeBadge } from '../OutcomeBadge';
import { useSentences } from '../useSentences';
import classes from './RowTable.module.css';

type RowTableProps = {
  rows: ImportRow[];
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
  onOpen: (record: number) => void;
};

/** Pixels of a line, and how many lines before the end the next ones are asked for. */
const lineHeight = 41;
const ahead = 40;

/** The rows, of which only those in view are in the page. */
export function RowTable({ rows, hasMore, isLoading, onMore, onOpen }: RowTableProps) {
  const { t } = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => lineHeight,
    overscan: 12,
  });
  const shown = lines.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoading && last >= rows.length - ahead) onMore();
  }, [last, rows.length, hasMore, isLoading, onMore]);

  return (
    <div ref={frame} className={classes.frame} tabIndex={0} role="region" aria-label={t('check.log')}>
      <div role="table" aria-rowcount={hasMore ? -1 : rows.length + 1} className={classes.table}>
        <div role="row" className={`${classes.line} ${classes.head}`}>
          {(['log.row', 'log.outcome', 'log.column', 'log.value', 'log.message'] as const).map((text) => (
            <span key={text} role="columnheader">
              {t(text)}
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ height: lines.getTotalSize(), position: 'relative' }}>
          {shown.map(({ index, start }) => {
            const row = rows[index];
            return row && <Line key={row.row} row={row} place={index} top={start} onOpen={onOpen} />;
          })}
        </div>
      </div>
    </div>
  );
}

function Line({
  row,
  place,
  top,
  onOpen,
}: {
  row: ImportRow;
  place: number;
  top: number;
  onOpen: (record: number) => void;
}) {
  const { t } = useLanguage();
  const format = useFormat();
  const sentences = useSentences();
  const { record } = row;
  const [problem, ...others] = row.problems;
  const number = format.number(row.row);
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      className={classes.line}
      style={{ position: 'absolute', top: 0, left: 0, right: 0, height: lineHeight, transform: `translateY(${top}px)` }}
    >
      <span role="cell" className="numbers">
        {record === null ? (
          number
        ) : (
          <UnstyledButton
            className={classes.open}
            aria-label={t('log.open', { row: row.row })}
            onClick={() => onOpen(record)}
          >
            {number}
          </UnstyledButton>
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
        {problem && sentences.ofRow(problem)}
        {others.length > 0 && ` +${others.length}`}
      </span>
    </div>
  );
}
