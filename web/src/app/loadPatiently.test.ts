import { describe, expect, it } from 'vitest';
import { loadPatiently } from './loadPatiently';

describe('a part of the app', () => {
  it('is loaded when the server is back', async () => {
    let calls = 0;
    const load = () => (++calls < 4 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve('page'));
    expect(await loadPatiently(load, 0)).toBe('page');
    expect(calls).toBe(4);
  });

  it('is given up when the server stays away', async () => {
    await expect(loadPatiently(() => Promise.reject(new TypeError('Failed to fetch')), 0)).rejects.toThrow(
      'Failed to fetch',
    );
  });
});
