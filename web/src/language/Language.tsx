import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { catalogues, english, isLocale, tellings, type Catalogue, type Locale, type TextKey } from './catalogues';
import { fill, type Values } from './texts';
import type { Told, ToldKey } from './told';

type Language = {
  locale: Locale;
  choose: (locale: Locale) => void;
  /** The text of that key in the chosen language. */
  t: (key: TextKey, values?: Values) => string;
  /** What the server tells, in the chosen language; undefined where its own sentence is to be shown. */
  told: (key: string, values?: Values) => string | undefined;
};

type Loaded = { locale: Locale; texts: Catalogue; told: Partial<Told> };

const kept = 'muster.language';
const LanguageContext = createContext<Language | null>(null);

function firstLocale(): Locale {
  const chosen = window.localStorage.getItem(kept);
  if (isLocale(chosen)) return chosen;
  return window.navigator.languages.map((language) => language.slice(0, 2)).find(isLocale) ?? 'en';
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(firstLocale);
  const [loaded, setLoaded] = useState<Loaded>({ locale: 'en', texts: english, told: {} });

  useEffect(() => {
    let isCurrent = true;
    void Promise.all([catalogues[locale](), tellings[locale]()]).then(([texts, told]) => {
      if (!isCurrent) return;
      setLoaded({ locale, texts, told });
      document.documentElement.lang = locale;
    });
    return () => {
      isCurrent = false;
    };
  }, [locale]);

  const language = useMemo<Language>(
    () => ({
      locale: loaded.locale,
      choose: (chosen) => {
        window.localStorage.setItem(kept, chosen);
        setLocale(chosen);
      },
      t: (key, values = {}) => fill(loaded.texts[key] ?? english[key], values, loaded.locale),
      told: (key, values = {}) => {
        const text = loaded.told[key as ToldKey];
        return text === undefined ? undefined : fill(text, values, loaded.locale);
      },
    }),
    [loaded],
  );
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>;
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('A text was asked for outside the language provider.');
  return language;
}

/** How the chosen language writes numbers, sizes, times and spans. */
export function useFormat() {
  const { locale } = useLanguage();
  return useMemo(() => formatsOf(locale), [locale]);
}

const kilo = 1000;

export function formatsOf(locale: string) {
  const whole = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const unit = (name: string, digits: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits });
  return {
    number: (value: number) => whole.format(value),
    share: (part: number, all: number) => share.format(all === 0 ? 0 : part / all),
    /** An instant of the API. */
    moment: (text: string) => moment.format(new Date(text)),
    bytes: (size: number) => {
      if (size < kilo) return unit('byte', 0).format(size);
      return size < kilo * kilo
        ? unit('kilobyte', 0).format(size / kilo)
        : unit('megabyte', 1).format(size / kilo / kilo);
    },
    duration: (milliseconds: number) => {
      const seconds = milliseconds / kilo;
      if (seconds < 1) return unit('millisecond', 0).format(milliseconds);
      if (seconds < 60) return unit('second', 1).format(seconds);
      const minutes = Math.floor(seconds / 60);
      return `${unit('minute', 0).format(minutes)} ${unit('second', 0).format(Math.round(seconds % 60))}`;
    },
  };
}
