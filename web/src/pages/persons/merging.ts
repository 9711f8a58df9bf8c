import type { PersonInput, StoredPerson } from '../../api/persons';
import { valueFields } from './personForm';

/** What several profiles say of one field, the strongest voice first. */
export type MergeField = { field: string; isAttribute: boolean; values: { value: string; ids: number[] }[] };

/** The most profiles whose differences can be looked over at once. */
export const mergeLimit = 10;

/** Customers speak before leads, and who was changed last before the others. */
function byVoice(one: StoredPerson, other: StoredPerson): number {
  if (one.type !== other.type) return one.type === 'CUSTOMER' ? -1 : 1;
  return other.modifiedAt.localeCompare(one.modifiedAt) || one.id - other.id;
}

/** Every field that one of the profiles has, those of every person first. */
export function mergeFieldsOf(persons: StoredPerson[]): MergeField[] {
  const fields = new Map<string, MergeField>();
  for (const person of [...persons].sort(byVoice)) {
    for (const { field, type, value } of person.values) {
      const isAttribute = type !== undefined;
      const key = `${isAttribute} ${field}`;
      const known = fields.get(key) ?? { field, isAttribute, values: [] };
      fields.set(key, known);
      const same = known.values.find((other) => other.value === value);
      if (same) same.ids.push(person.id);
      else known.values.push({ value, ids: [person.id] });
    }
  }
  const places: readonly string[] = valueFields;
  const placeOf = ({ field, isAttribute }: MergeField) => (isAttribute ? places.length : places.indexOf(field));
  return [...fields.values()].sort(
    (one, other) => placeOf(one) - placeOf(other) || one.field.localeCompare(other.field),
  );
}

/** The contacts of all, each once. */
export function mergedContacts(persons: StoredPerson[], field: 'email' | 'phone'): string[] {
  const contacts = new Map<string, string>();
  for (const person of persons) {
    for (const contact of person.contacts) {
      const key = contact.value.toLowerCase();
      if (contact.field === field && !contacts.has(key)) contacts.set(key, contact.value);
    }
  }
  return [...contacts.values()];
}

/** What the merged profile must be told so that it has the chosen values; null: it has them all. */
export function correctionsOf(merged: StoredPerson, fields: MergeField[], chosen: string[]): PersonInput | null {
  const values: Record<string, string> = {};
  const attributes: Record<string, string> = {};
  fields.forEach(({ field, isAttribute }, place) => {
    const wanted = chosen[place];
    const has = merged.values.some(
      (own) => own.field === field && (own.type !== undefined) === isAttribute && own.value === wanted,
    );
    if (wanted === undefined || has) return;
    if (isAttribute) attributes[field] = wanted;
    else values[field] = wanted;
  });
  const hasAttributes = Object.keys(attributes).length > 0;
  if (Object.keys(values).length === 0 && !hasAttributes) return null;
  return { ...values, ...(hasAttributes && { customAttributes: attributes }) };
}
