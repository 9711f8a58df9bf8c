import type { ReactNode } from 'react';
import classes from './Badge.module.css';

export type Tone = 'created' | 'updated' | 'promoted' | 'unchanged' | 'discarded' | 'rejected';

/** A word for how something stands, in the colour of the outcome that it is most like. */
export function ToneBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {children}
    </span>
  );
}
