import { attributes } from './english/attributes';
import { check } from './english/check';
import { codes } from './english/codes';
import { contents } from './english/contents';
import { history } from './english/history';
import { imports } from './english/import';
import { lists } from './english/lists';
import { mail } from './english/mail';
import { notifications } from './english/notifications';
import { persons } from './english/persons';
import { recipes } from './english/recipes';
import { settings } from './english/settings';
import { shell } from './english/shell';
import { tags } from './english/tags';
import { webhooks } from './english/webhooks';
import type { Told } from './told';

/** Every text of the app. A test holds that the other languages have all of them; one that lacked a text would show it in English. */
export const english = {
  ...shell,
  ...imports,
  ...check,
  ...codes,
  ...contents,
  ...history,
  ...persons,
  ...lists,
  ...tags,
  ...attributes,
  ...settings,
  ...recipes,
  ...notifications,
  ...webhooks,
  ...mail,
};

export type TextKey = keyof typeof english;
export type Catalogue = Partial<Record<TextKey, string>>;

export type Locale = 'en' | 'de' | 'hr' | 'ja';

/** A text whose key is put together at run time; where there is none, what it was put together of. */
export function isTextKey(key: string): key is TextKey {
  return key in english;
}

/** The languages, each loaded when it is chosen. */
export const catalogues: Record<Locale, () => Promise<Catalogue>> = {
  en: () => Promise.resolve(english),
  de: async () => (await import('./german')).german,
  hr: async () => (await import('./croatian')).croatian,
  ja: async () => (await import('./japanese')).japanese,
};

/** What the server tells, in the languages that are not its own. Each comes with the language's catalogue. */
export const tellings: Record<Locale, () => Promise<Partial<Told>>> = {
  en: () => Promise.resolve({}),
  de: async () => (await import('./german')).told,
  hr: async () => (await import('./croatian')).told,
  ja: async () => (await import('./japanese')).told,
};

/** By their own names. */
export const languageNames: Record<Locale, string> = { en: 'English', de: 'Deutsch', hr: 'Hrvatski', ja: '日本語' };

export function isLocale(text: string | null | undefined): text is Locale {
  return text !== null && text !== undefined && text in languageNames;
}
