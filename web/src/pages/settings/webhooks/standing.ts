import type { Subscription } from '../../../api/webhooks';
import type { TextKey } from '../../../language/catalogues';
import type { Tone } from '../../../parts/ToneBadge';

type Standing = { text: TextKey; tone: Tone };

/** How a webhook stands: one that is active but does not arrive is shown as such. */
export function standingOf({ state, failures }: Pick<Subscription, 'state' | 'failures'>): Standing {
  if (state === 'ACTIVE' && failures > 0) return { text: 'webhooks.state.failing', tone: 'discarded' };
  const tones = { ACTIVE: 'created', PAUSED: 'unchanged', DISABLED: 'rejected' } as const;
  return { text: `webhooks.state.${state}`, tone: tones[state] };
}
