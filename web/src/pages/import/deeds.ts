import type { Import } from '../../api/imports';
import type { TextKey } from '../../language/catalogues';
import type { Values } from '../../language/texts';

type Deed = { tone: 'created' | 'updated' | 'promoted'; text: TextKey; values: Values };
type Left = { text: TextKey; values: Values };

/** What an import would do, and what it would leave alone, as sentences with their numbers; those with nought are left out. */
export function deedsOf({ counts, recipe }: Pick<Import, 'counts' | 'recipe'>): { does: Deed[]; leaves: Left[] } {
  const tags = recipe?.choices?.tags;
  const touched = counts.created + counts.updated + counts.promoted + counts.unchanged;
  const deed = (tone: Deed['tone'], text: TextKey, count: number) =>
    count > 0 ? [{ tone, text, values: { count } }] : [];
  const left = (text: TextKey, count: number) => (count > 0 ? [{ text, values: { count } }] : []);
  const tagging: Deed[] = (() => {
    if (touched === 0 || !tags || tags.mode === 'NONE' || tags.mode === undefined) return [];
    const names = (tags.names ?? []).join(', ');
    const text = tags.mode === 'MANUAL' ? 'confirm.tags.MANUAL' : 'confirm.tags.AUTOMATIC';
    return tags.mode === 'MANUAL' && names === '' ? [] : [{ tone: 'created', text, values: { names } }];
  })();
  return {
    does: [
      ...deed('created', 'confirm.created', counts.created),
      ...deed('updated', 'confirm.updated', counts.updated),
      ...deed('promoted', 'confirm.promoted', counts.promoted),
      ...deed('updated', 'confirm.merged', counts.personsMerged),
      ...deed('created', 'confirm.attributes', counts.newAttributes),
      ...tagging,
    ],
    leaves: [
      ...left('confirm.unchanged', counts.unchanged),
      ...left('confirm.discarded', counts.discarded),
      ...left('confirm.rejected', counts.rowsRejected + counts.recordsRejected),
    ],
  };
}
