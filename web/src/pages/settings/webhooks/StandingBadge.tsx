import type { Subscription } from '../../../api/webhooks';
import { useLanguage } from '../../../language/Language';
import { ToneBadge } from '../../../parts/ToneBadge';
import { standingOf } from './standing';

export function StandingBadge({ shown }: { shown: Subscription }) {
  const { t } = useLanguage();
  const { text, tone } = standingOf(shown);
  return <ToneBadge tone={tone}>{t(text)}</ToneBadge>;
}
