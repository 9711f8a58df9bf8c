import type { TextKey } from '../../language/catalogues';
import { fieldGroups } from '../../parts/fields';

/** Gives a CSV file with a title for every field, as the titles are suggested for. */
export function downloadTemplate(t: (key: TextKey) => string) {
  const fields = fieldGroups.flatMap(({ fields: names }) => [...names]).filter((field) => field !== 'profilePicture');
  const titles = fields.map((field) => (field === 'tags' ? `${t('field.tags')} (;)` : t(`field.${field}`)));
  // with a mark of the encoding: spreadsheet programs read a CSV without one in the system's own
  const file = new Blob(['\uFEFF', titles.join(','), '\r\n'], { type: 'text/csv;charset=utf-8' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = 'template.csv';
  link.click();
  URL.revokeObjectURL(link.href);
}
