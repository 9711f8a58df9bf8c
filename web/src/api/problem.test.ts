import { describe, expect, it } from 'vitest';
import { asProblem, problemOf, unreachable } from './problem';

describe('problemOf', () => {
  it('reads problem documents', () => {
    const problem = problemOf(409, { title: 'Conflict', detail: 'The plan is outdated.', code: 'PLAN_OUTDATED' });
    expect(problem).toMatchObject({ status: 409, code: 'PLAN_OUTDATED', message: 'The plan is outdated.' });
  });

  it('prefers the single faults of version 2', () => {
    const serviceException = {
      messageId: 'BAD_REQUEST',
      text: 'Bad Request',
      validationErrors: { name: ['The name is too long.', 'The name has a tab.'] },
    };
    expect(problemOf(400, { requestError: { serviceException } })).toMatchObject({
      code: 'BAD_REQUEST',
      message: 'The name is too long. The name has a tab.',
      faults: { name: 'The name is too long. The name has a tab.' },
    });
    expect(
      problemOf(404, { requestError: { serviceException: { messageId: 'NOT_FOUND', text: 'Gone.' } } }).message,
    ).toBe('Gone.');
  });

  it('reads version 3', () => {
    expect(problemOf(400, { code: '400100', message: 'Wrong.', details: [] })).toMatchObject({
      code: '400100',
      message: 'Wrong.',
    });
  });

  it('says something where nothing was said', () => {
    for (const body of [undefined, null, '', 'text', {}, { detail: '' }]) {
      expect(problemOf(502, body).message).toContain('502');
    }
  });
});

describe('asProblem', () => {
  it('takes everything that is no answer for a missing one', () => {
    expect(asProblem(new TypeError('Failed to fetch'))).toMatchObject({ status: 0, code: unreachable });
    const problem = problemOf(400, {});
    expect(asProblem(problem)).toBe(problem);
  });
});
