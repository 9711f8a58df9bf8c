import type { ReactNode } from 'react';
import classes from './StepActs.module.css';

/** What can be done at the end of a step: the way on first, then the way back. */
export function StepActs({ children }: { children: ReactNode }) {
  return <div className={classes.acts}>{children}</div>;
}
