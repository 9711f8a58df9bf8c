import { useLocalStorage } from '@mantine/hooks';
import type { TextKey } from '../../language/catalogues';

/** The columns of the list that can be chosen, beside the name. */
export const personColumns = [
  { name: 'type', text: 'field.type', width: '110px' },
  { name: 'email', text: 'field.email', width: 'minmax(190px, 1.6fr)' },
  { name: 'phone', text: 'field.phone', width: '150px' },
  { name: 'externalId', text: 'field.externalId', width: '130px' },
  { name: 'tags', text: 'field.tags', width: 'minmax(160px, 1.4fr)' },
  { name: 'city', text: 'field.city', width: 'minmax(110px, 1fr)' },
  { name: 'country', text: 'field.country', width: '110px' },
  { name: 'birthDate', text: 'field.birthDate', width: '120px' },
  { name: 'modifiedAt', text: 'persons.updated', width: '170px' },
  { name: 'createdAt', text: 'persons.created', width: '170px' },
] as const satisfies { name: string; text: TextKey; width: string }[];

export type PersonColumn = (typeof personColumns)[number]['name'];

const usual: PersonColumn[] = ['type', 'email', 'phone', 'tags', 'modifiedAt'];

/** The columns that are shown, remembered in this browser. */
export function useShownColumns() {
  return useLocalStorage<PersonColumn[]>({
    key: 'muster.person-columns',
    defaultValue: usual,
    getInitialValueInEffect: false,
  });
}
