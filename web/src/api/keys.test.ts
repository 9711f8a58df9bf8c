import { describe, expect, it } from 'vitest';
import { stateOf } from './keys';

describe('stateOf', () => {
  const now = new Date('2026-11-28T12:00:00Z');

  it('ends at the moment of its expiry', () => {
    expect(stateOf({}, now)).toBe('active');
    expect(stateOf({ expiresAt: '2026-11-28T12:00:01Z' }, now)).toBe('active');
    expect(stateOf({ expiresAt: '2026-11-28T12:00:00Z' }, now)).toBe('expired');
  });

  it('stays revoked', () => {
    expect(stateOf({ revokedAt: '2026-11-01T00:00:00Z', expiresAt: '2027-01-01T00:00:00Z' }, now)).toBe('revoked');
  });
});
