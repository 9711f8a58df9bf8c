import { Button, Popover, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { ListFilter } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAttributes, type AttributeType } from '../../api/catalogues';
import { useLanguage } from '../../language/Language';
import { attributeTests, needsValue, type AttributeTest, type PersonSearch } from '../../parts/personFilter';

type AttributeFilterProps = {
  search: PersonSearch;
  /** Milliseconds that what is typed rests before it is looked for. */
  rest: number;
  onSearch: (changed: Partial<PersonSearch>) => void;
};

const inputTypes: Partial<Record<AttributeType, string>> = { DATE: 'date' };

/** Looks for people by a custom attribute. */
export function AttributeFilter({ search, rest, onSearch }: AttributeFilterProps) {
  const { t } = useLanguage();
  const known = useAttributes().data ?? [];
  const { attribute, test } = search;
  const [value, setValue] = useState(search.value);
  useEffect(() => setValue(search.value), [search.value]);
  const send = useDebouncedCallback((typed: string) => onSearch({ value: typed }), rest);
  const type = known.find(({ name }) => name === attribute)?.dataType ?? 'STRING';
  const tests = attributeTests(type);
  const chosen = test && tests.includes(test) ? test : (tests[0] ?? 'is');
  const choose = (name: string | null) => {
    setValue('');
    const next = known.find((other) => other.name === name)?.dataType ?? 'STRING';
    onSearch({ attribute: name, test: name === null ? null : (attributeTests(next)[0] ?? null), value: '' });
  };
  if (known.length === 0 && attribute === null) return null;
  return (
    <Popover position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          {...(attribute !== null && { bg: 'var(--accent-soft)', c: 'var(--accent-text)' })}
          leftSection={<ListFilter size={16} aria-hidden />}
          maw={{ base: '100%', sm: 260 }}
        >
          <Text span inherit truncate>
            {attribute ?? t('persons.filter.attribute')}
          </Text>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm" w={240}>
          <Select
            label={t('persons.filter.attribute')}
            data={known.map(({ name }) => name)}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('persons.filter.any') }}
            limit={100}
            comboboxProps={{ withinPortal: false }}
            value={attribute}
            onChange={choose}
          />
          {attribute !== null && (
            <Select
              label={t('persons.filter.test')}
              data={tests.map((one) => ({ value: one, label: t(`persons.filter.test.${one}`) }))}
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
              value={chosen}
              onChange={(one) => onSearch({ test: one as AttributeTest })}
            />
          )}
          {attribute !== null && needsValue(chosen) && type === 'BOOLEAN' && (
            <Select
              label={t('persons.filter.value')}
              data={(['true', 'false'] as const).map((word) => ({ value: word, label: t(`person.form.${word}`) }))}
              comboboxProps={{ withinPortal: false }}
              value={search.value || null}
              onChange={(word) => onSearch({ value: word ?? '' })}
            />
          )}
          {attribute !== null && needsValue(chosen) && type !== 'BOOLEAN' && (
            <TextInput
              label={t('persons.filter.value')}
              type={inputTypes[type] ?? 'text'}
              value={value}
              onChange={(event) => {
                setValue(event.currentTarget.value);
                send(event.currentTarget.value);
              }}
            />
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
