import type { Schemas } from '../../api/client';
import { isTextKey, type TextKey } from '../../language/catalogues';

/** What became of a person's values, contacts and tags. */
export type Difference = Pick<
  Schemas['ImportDifference'],
  'fields' | 'contactsAdded' | 'contactsRemoved' | 'tagsAdded' | 'tagsRemoved' | 'importTagsAdded'
>;
export type ChangeLine = { name: string; old: string; new: string };
type Translate = (key: TextKey) => string;

/** A field of every person in words; a custom attribute has its own name. */
export function fieldName(field: string, t: Translate): string {
  const key = `field.${field}`;
  return isTextKey(key) ? t(key) : field;
}

/** A stored value as people read it. */
export function shownValue(field: string, value: string, t: Translate): string {
  if (field === 'phone' && /^\d/.test(value)) return `+${value}`;
  const key = `persons.${value.toUpperCase()}`;
  return (field === 'type' || field === 'gender') && isTextKey(key) ? t(key) : value;
}

/** Everything that changes, as lines of old and new. */
export function linesOf(difference: Difference, t: Translate): ChangeLine[] {
  const line = (field: string, old: string, next: string) => ({
    name: fieldName(field, t),
    old: shownValue(field, old, t),
    new: shownValue(field, next, t),
  });
  return [
    ...difference.fields.map(({ field, old, new: next }) => line(field, old, next)),
    ...difference.contactsAdded.map(({ field, value }) => line(field, '', value)),
    ...difference.contactsRemoved.map(({ field, value }) => line(field, value, '')),
    ...[...difference.tagsAdded, ...difference.importTagsAdded].map((tag) => line('tags', '', tag)),
    ...difference.tagsRemoved.map((tag) => line('tags', tag, '')),
  ];
}
