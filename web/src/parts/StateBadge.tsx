import type { ImportState } from '../api/imports';
import { useLanguage } from '../language/Language';
import { ToneBadge, type Tone } from './ToneBadge';

const tones: Record<ImportState, Tone> = {
  UPLOADED: 'unchanged',
  ANALYZING: 'updated',
  READY: 'promoted',
  QUEUED: 'updated',
  IMPORTING: 'updated',
  COMPLETED: 'created',
  COMPLETED_WITH_ERRORS: 'discarded',
  FAILED: 'rejected',
  CANCELLED: 'unchanged',
  UNDOING: 'updated',
  UNDONE: 'unchanged',
  TAKING_BACK: 'updated',
};

export function StateBadge({ state }: { state: ImportState }) {
  const { t } = useLanguage();
  return <ToneBadge tone={tones[state]}>{t(`state.${state}`)}</ToneBadge>;
}
