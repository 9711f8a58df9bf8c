import { isTextKey, type TextKey } from '../../language/catalogues';

/** What was found, in the words of the language where there are some; the server names it in English. */
export function foundName(value: string, t: (key: TextKey) => string): string {
  const key = `found.${value}`;
  return isTextKey(key) ? t(key) : value;
}
