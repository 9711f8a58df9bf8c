import { isTextKey, type TextKey } from '../language/catalogues';

/** What a kind of problem is called; one that this app does not know yet by its code. */
export function codeName(code: string, t: (key: TextKey) => string): string {
  const key = `code.${code}`;
  return isTextKey(key) ? t(key) : code;
}
