import { describe, expect, it } from 'vitest';
import { momentOf } from './expiry';

describe('momentOf', () => {
  const now = new Date('2026-11-28T12:00:00.000Z');

  it('counts days from now', () => {
    expect(momentOf('30', now)).toBe('2026-12-28T12:00:00.000Z');
    expect(momentOf('365', now)).toBe('2027-11-28T12:00:00.000Z');
  });

  it('takes an expiry away', () => {
    expect(momentOf('never', now)).toBeNull();
  });
});
