import { addressOf, searchIn } from '../../parts/personFilter';

/** Where the people who have a tag are listed. */
export function peopleWith(tag: string): string {
  return `/persons?${addressOf({ ...searchIn(new URLSearchParams()), tag }).toString()}`;
}
