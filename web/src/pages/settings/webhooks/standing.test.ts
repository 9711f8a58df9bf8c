import { describe, expect, it } from 'vitest';
import { standingOf } from './standing';

describe('standingOf', () => {
  it('tells of failures while messages are still tried', () => {
    expect(standingOf({ state: 'ACTIVE', failures: 0 }).text).toBe('webhooks.state.ACTIVE');
    expect(standingOf({ state: 'ACTIVE', failures: 2 }).text).toBe('webhooks.state.failing');
    expect(standingOf({ state: 'PAUSED', failures: 2 }).text).toBe('webhooks.state.PAUSED');
    expect(standingOf({ state: 'DISABLED', failures: 9 }).tone).toBe('rejected');
  });
});
