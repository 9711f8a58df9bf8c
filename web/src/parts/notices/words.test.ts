import { describe, expect, it } from 'vitest';
import type { Notification } from '../../api/notifications';
import { wordsOf } from './words';

const counts = {
  rowsRead: 100,
  rowsRejected: 3,
  records: 97,
  created: 90,
  updated: 0,
  promoted: 2,
  unchanged: 1,
  discarded: 0,
  recordsRejected: 4,
  notApplied: 0,
};
const news = (kind: Notification['kind'], state: 'COMPLETED' | 'COMPLETED_WITH_ERRORS' | 'FAILED' | 'UNDONE') =>
  wordsOf({ kind, details: { importId: 7, state, file: 'spring.csv', counts } });

describe('wordsOf', () => {
  it('tells the numbers of an import, and leads to it', () => {
    const words = news('IMPORT_COMPLETED', 'COMPLETED_WITH_ERRORS');
    expect(words).toMatchObject({ title: 'notices.withErrors', name: 'spring.csv', address: '/history/7' });
    expect(words.counts).toEqual([
      { text: 'notices.created', count: 90 },
      { text: 'notices.updated', count: 2 },
      { text: 'notices.rejected', count: 7 },
    ]);
    expect(news('IMPORT_COMPLETED', 'COMPLETED').title).toBe('notices.completed');
  });

  it('promises no numbers where nothing was kept', () => {
    expect(news('IMPORT_FAILED', 'FAILED').counts).toEqual([]);
    expect(news('IMPORT_UNDONE', 'UNDONE').counts).toEqual([]);
  });

  it('says why a webhook is disabled', () => {
    const details = { subscriptionId: 3, host: 'shop.example', reason: 'GONE: The receiver answered 410.' };
    expect(wordsOf({ kind: 'SUBSCRIPTION_DISABLED', details })).toMatchObject({
      name: 'shop.example',
      reason: 'GONE: The receiver answered 410.',
      address: '/settings/webhooks/3',
    });
  });
});
