import { Select } from '@mantine/core';
import { useMemo } from 'react';
import type { UploadColumn } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { dateFormats, delimiters, regionNames, type FieldOption } from './fields';

type ColumnOptionProps = {
  option: FieldOption;
  column: UploadColumn;
  value: string | null;
  onChange: (value: string | null) => void;
};

/** How the values of a column are read: the country of its numbers, the format of its dates, what stands between its tags. */
export function ColumnOption({ option, column, value, onChange }: ColumnOptionProps) {
  const { t, locale } = useLanguage();
  const regions = useMemo(() => regionNames(locale), [locale]);
  const label = t('map.optionOf', { column: column.name });
  if (option === 'country') {
    const data = [{ value: 'column', label: t('map.country.column') }, ...regions];
    return (
      <Select
        aria-label={label}
        placeholder={t('map.country.none')}
        data={data}
        value={value}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('map.country.none') }}
        onChange={onChange}
      />
    );
  }
  const found = column.suggestion?.options[option];
  if (option === 'delimiter') {
    const data = delimiters.map((name) => ({ value: name, label: t(`delimiter.${name}`) }));
    return <Select aria-label={label} data={data} value={value ?? 'none'} allowDeselect={false} onChange={onChange} />;
  }
  const data = [...new Set([...dateFormats, ...(found ? [found] : []), ...(value ? [value] : [])])];
  return (
    <Select
      aria-label={label}
      data={data}
      value={value ?? 'yyyy-MM-dd'}
      allowDeselect={false}
      searchable
      onChange={onChange}
    />
  );
}
