import { TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useLanguage } from '../language/Language';

/** Finds in a list that is here whole. */
export function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useLanguage();
  return (
    <TextInput
      aria-label={t('list.search')}
      placeholder={t('list.search')}
      w={{ base: '100%', sm: 300 }}
      leftSection={<Search size={16} aria-hidden />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
