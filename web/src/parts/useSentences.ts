import { useMemo } from 'react';
import { asProblem } from '../api/problem';
import { useLanguage } from '../language/Language';
import type { Values } from '../language/texts';

/** What the server tells beside a stable code. */
type Said = { code: string; message: string };

/**
 * What the server tells, in the words of the language where there are some for its code; otherwise, and always in English, in its own. This is
 * the one place where that is decided.
 */
export function sentencesOf(told: (key: string, values?: Values) => string | undefined) {
  const ofCode = (kind: 'problem' | 'refusal', { code, message }: Said) => told(`${kind}.${code}`) ?? message;
  return {
    /** Why a row or a cell is not taken as it stands. */
    ofRow: (problem: Said) => ofCode('problem', problem),
    /** Why a call was refused, or a piece of work came to no end. */
    ofTrouble: (error: unknown) => ofCode('refusal', isSaid(error) ? error : asProblem(error)),
    /** The same where it is kept as one text, `CODE: a sentence`. */
    ofReason: (reason: string) => {
      const [, code, message] = /^([A-Z][A-Z0-9_]*): (.*)$/s.exec(reason) ?? [];
      return code === undefined || message === undefined ? reason : ofCode('refusal', { code, message });
    },
  };
}

export function useSentences() {
  const { told } = useLanguage();
  return useMemo(() => sentencesOf(told), [told]);
}

function isSaid(value: unknown): value is Said {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}
