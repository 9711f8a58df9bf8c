import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import { sentencesOf } from './useSentences';

const german = sentencesOf((key) => ({ 'refusal.FILE_EMPTY': 'Leer.', 'problem.INVALID_PHONE': 'Keine Nummer.' })[key]);
const english = sentencesOf(() => undefined);

describe('what the server tells', () => {
  it('is said in the words of the language', () => {
    expect(german.ofRow({ code: 'INVALID_PHONE', message: 'No number.' })).toBe('Keine Nummer.');
    expect(german.ofTrouble(new Problem(422, 'FILE_EMPTY', 'Empty.'))).toBe('Leer.');
    expect(german.ofTrouble({ code: 'FILE_EMPTY', message: 'Empty.' })).toBe('Leer.');
    expect(german.ofReason('FILE_EMPTY: Empty.')).toBe('Leer.');
  });

  it('is said as the server says it where the language has no words for its code', () => {
    expect(german.ofRow({ code: 'NEW_CODE', message: 'Something new.' })).toBe('Something new.');
    expect(german.ofReason('NEW_CODE: Something: new.')).toBe('Something: new.');
    expect(german.ofTrouble(new TypeError('Failed to fetch'))).toBe('Failed to fetch');
  });

  it('is said as the server says it in English', () => {
    expect(english.ofRow({ code: 'INVALID_PHONE', message: 'No number.' })).toBe('No number.');
    expect(english.ofReason('GONE: The receiver answered 410.')).toBe('The receiver answered 410.');
    expect(english.ofReason('a sentence without a code')).toBe('a sentence without a code');
  });
});
