import type { Outcome } from '../api/imports';
import { useLanguage } from '../language/Language';
import { ToneBadge, type Tone } from './ToneBadge';

const tones: Record<Outcome, Tone> = {
  CREATED: 'created',
  UPDATED: 'updated',
  PROMOTED: 'promoted',
  UNCHANGED: 'unchanged',
  DISCARDED: 'discarded',
  REJECTED: 'rejected',
  NOT_APPLIED: 'unchanged',
  BLANK: 'unchanged',
  FOLDED: 'unchanged',
};

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const { t } = useLanguage();
  return <ToneBadge tone={tones[outcome]}>{t(`outcome.${outcome}`)}</ToneBadge>;
}
