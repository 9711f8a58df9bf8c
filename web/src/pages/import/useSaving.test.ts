import { describe, expect, it } from 'vitest';
import type { Change, Sending } from '../../api/imports';
import { SavingQueue } from './useSaving';

describe('SavingQueue', () => {
  it('sends one change at a time, and the newest of what waits', async () => {
    const sent: Change[] = [];
    const releases: (() => void)[] = [];
    const queue = new SavingQueue(
      (change) => {
        sent.push(change);
        return new Promise((resolve) => releases.push(resolve));
      },
      () => undefined,
    );
    queue.add({ personType: 'LEAD' });
    const done = queue.flush();
    queue.add({ personType: 'CUSTOMER' });
    queue.add({ onDuplicate: 'discard' });
    queue.add({ personType: 'LEAD' });
    void queue.flush();
    expect(sent).toEqual([{ personType: 'LEAD' }]);
    releases[0]?.();
    await new Promise((resolve) => setTimeout(resolve));
    expect(sent).toEqual([{ personType: 'LEAD' }, { personType: 'LEAD', onDuplicate: 'discard' }]);
    releases[1]?.();
    expect(await done).toBe(true);
    expect(sent).toHaveLength(2);
  });

  it('sends what waits, and what has no answer yet, when the page goes away', () => {
    const sent: [Change, Sending][] = [];
    const queue = new SavingQueue(
      (change, sending) => {
        sent.push([change, sending]);
        return new Promise(() => undefined);
      },
      () => undefined,
    );
    queue.leave();
    expect(sent, 'nothing waits').toEqual([]);
    queue.add({ personType: 'LEAD' });
    void queue.flush();
    queue.add({ onDuplicate: 'discard' });
    queue.leave();
    expect(sent).toEqual([
      [{ personType: 'LEAD' }, 'staying'],
      [{ personType: 'LEAD', onDuplicate: 'discard' }, 'leaving'],
    ]);
  });

  it('tells what was refused, and that it was', async () => {
    const told: unknown[] = [];
    const trouble = new Error('no');
    const queue = new SavingQueue(
      () => Promise.reject(trouble),
      (what) => told.push(what),
    );
    queue.add({ personType: 'LEAD' });
    expect(await queue.flush()).toBe(false);
    expect(told).toEqual([trouble]);
    expect(await queue.flush(), 'nothing waits any more').toBe(true);
  });
});
