import { useDebouncedValue } from '@mantine/hooks';
import { useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { rowsQuery, type ImportRow, type RowFilter } from '../../api/imports';
import { pagesOf } from '../longList/span';
import { lengthOf, read, rowPage, startOf, unread } from './rowPages';

/** Milliseconds that a scroll rests before the server is asked: what flies past is not fetched. */
const rest = 60;

export type RowList = {
  /** Undefined as long as it is on its way. */
  rowAt: (line: number) => ImportRow | undefined;
  count: number;
  /** Whether `count` is how many there are, and not only how many may be. */
  isCounted: boolean;
  /** The number of the first row, where all rows follow each other. */
  first: number | null;
  isPending: boolean;
  error: unknown;
  retry: () => void;
};

/**
 * The rows of a log of which only those in view are here: pages that nobody looks at are forgotten. `count` is that of a list of every row.
 * Another filter or version is another list.
 */
export function useRowPages(
  id: number,
  filter: RowFilter,
  version: string,
  count: number | null,
  view: { first: number; end: number },
): RowList {
  const key = JSON.stringify([id, filter, version, count]);
  const [known, setKnown] = useState({ key, pages: unread(count) });
  const { pages } = known.key === key ? known : { pages: unread(count) };
  const [wanted] = useDebouncedValue(pagesOf(view, rowPage).join(), rest);
  const shown = [...new Set([0, ...wanted.split(',').filter(Boolean).map(Number)])];
  const asked = shown.flatMap((page) => {
    const after = startOf(pages, page);
    return after === undefined ? [] : [{ page, after }];
  });
  const answers = useQueries({
    queries: asked.map(({ after }) => rowsQuery(id, filter, version, after, rowPage)),
  });
  const found = new Map(asked.map(({ page }, place) => [page, answers[place]?.data]));
  const next = asked.reduce((now, { page }) => {
    const answer = found.get(page);
    return answer ? read(now, page, answer) : now;
  }, pages);
  useEffect(() => {
    if (next !== pages || known.key !== key) setKnown({ key, pages: next });
  }, [next, pages, known.key, key]);

  return {
    rowAt: (line) => found.get(Math.floor(line / rowPage))?.rows[line % rowPage],
    count: lengthOf(next),
    isCounted: next.count !== null,
    first: count === null ? null : next.first,
    isPending: found.get(0) === undefined,
    error: answers.find(({ error }) => error)?.error ?? null,
    retry: () => answers.filter(({ isError }) => isError).forEach((answer) => void answer.refetch()),
  };
}
