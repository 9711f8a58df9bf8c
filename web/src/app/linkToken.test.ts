import { describe, expect, it } from 'vitest';
import { takeLinkToken } from './linkToken';

describe('takeLinkToken', () => {
  it('takes the token out of the address', () => {
    window.history.replaceState(null, '', '/persons?q=ana#link=abc_-1');
    expect(takeLinkToken()).toBe('abc_-1');
    expect(window.location.href).toMatch(/\/persons\?q=ana$/);
    expect(takeLinkToken()).toBeNull();
  });

  it('leaves other fragments alone', () => {
    window.history.replaceState(null, '', '/persons#row-5');
    expect(takeLinkToken()).toBeNull();
    expect(window.location.hash).toBe('#row-5');
  });
});
