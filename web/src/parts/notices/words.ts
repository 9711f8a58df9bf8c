import type { Notification } from '../../api/notifications';
import type { TextKey } from '../../language/catalogues';

type Words = {
  title: TextKey;
  name: string;
  /** Numbers that stand beneath. */
  counts: { text: TextKey; count: number }[];
  /** A code and the server's sentence, to stand beneath. */
  reason: string | null;
  tone: 'created' | 'discarded' | 'rejected' | 'unchanged';
  /** Where it leads. */
  address: string;
};

/** What a notification says. */
export function wordsOf({ kind, details }: Pick<Notification, 'kind' | 'details'>): Words {
  if (!('importId' in details)) {
    return {
      title: 'notices.disabled',
      name: details.host,
      counts: [],
      reason: details.reason,
      tone: 'rejected',
      address: `/settings/webhooks/${details.subscriptionId}`,
    };
  }
  const { importId, state, file, counts } = details;
  const common = { name: file, reason: details.reason ?? null, address: `/history/${importId}` };
  if (kind === 'IMPORT_FAILED') return { ...common, title: 'notices.failed', counts: [], tone: 'rejected' };
  if (kind === 'IMPORT_UNDONE') return { ...common, title: 'notices.undone', counts: [], tone: 'unchanged' };
  const numbers = [
    { text: 'notices.created', count: counts.created },
    { text: 'notices.updated', count: counts.updated + counts.promoted },
    { text: 'notices.rejected', count: counts.rowsRejected + counts.recordsRejected },
  ] as const;
  const hasErrors = state === 'COMPLETED_WITH_ERRORS';
  return {
    ...common,
    title: hasErrors ? 'notices.withErrors' : 'notices.completed',
    counts: numbers.filter(({ count }) => count > 0),
    tone: hasErrors ? 'discarded' : 'created',
  };
}
