import { useLanguage } from '../../language/Language';
import type { Attribute } from '../../api/catalogues';

/** A value of each type, as it is sent and shown. */
export function useExamples(): Record<Attribute['dataType'], string> {
  const { t } = useLanguage();
  return {
    STRING: t('attributes.example.STRING'),
    INTEGER: '1250',
    DECIMAL: '19.90',
    BOOLEAN: 'true',
    DATE: '2026-03-14',
    DATE_TIME: '2026-03-14T09:30:00',
  };
}
