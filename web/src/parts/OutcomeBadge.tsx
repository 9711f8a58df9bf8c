import type { Outcome } from '../api/imports';
import { useLanguage } from '../language/Language';
import classes from './Badge.module.css';

const tones: Record<Outcome, string> = {
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
  return (
    <span className={classes.badge} data-tone={tones[outcome]}>
      {t(`outcome.${outcome}`)}
    </span>
  );
}
