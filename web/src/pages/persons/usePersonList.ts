import { useDebouncedValue } from '@mantine/hooks';
import { useQueries } from '@tanstack/react-query';
import { personPage, personsQuery, useFirstPersons, type Person, type PersonChoice } from '../../api/persons';
import { pagesOf } from '../../parts/longList/span';

/** Milliseconds that a scroll rests before the server is asked: who flies past is not fetched. */
const rest = 60;

/** The people in view of a list, by their lines; undefined as long as one is on the way. */
export function usePersonList(choice: PersonChoice, view: { first: number; end: number }) {
  const first = useFirstPersons(choice);
  const [wanted] = useDebouncedValue(pagesOf(view, personPage).join(), rest);
  const pages = wanted
    .split(',')
    .map(Number)
    .filter((page) => page > 0);
  const answers = useQueries({ queries: pages.map((page) => personsQuery(choice, page)) });
  const found = new Map([[0, first.data], ...pages.map((page, place) => [page, answers[place]?.data] as const)]);
  return {
    personAt: (line: number): Person | undefined =>
      found.get(Math.floor(line / personPage))?.persons[line % personPage],
    error: answers.find(({ error }) => error)?.error ?? null,
    retry: () => answers.filter(({ isError }) => isError).forEach((answer) => void answer.refetch()),
  };
}
