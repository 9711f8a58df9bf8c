import { Button, Checkbox, Group, Popover, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Columns3, Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTags } from '../../api/catalogues';
import { isCommitted, useHistory } from '../../api/imports';
import { useFormat, useLanguage } from '../../language/Language';
import { AttributeFilter } from './AttributeFilter';
import { personColumns, type PersonColumn } from './columns';
import classes from './PersonTools.module.css';
import { emptySearch, isEmptySearch, type PersonSearch } from '../../parts/personFilter';

type PersonToolsProps = {
  search: PersonSearch;
  columns: PersonColumn[];
  onSearch: (changed: Partial<PersonSearch>) => void;
  onColumns: (columns: PersonColumn[]) => void;
};

/** Milliseconds that what is typed rests before the server is asked. */
const rest = 300;

/** Search, filters, and which columns are shown. */
export function PersonTools({ search, columns, onSearch, onColumns }: PersonToolsProps) {
  const { t } = useLanguage();
  const tags = useTags().data ?? [];
  const imports = useImportChoices(search.import);
  const widths = { base: '100%', sm: 130 };
  const choice = { w: widths, clearable: true, clearButtonProps: { 'aria-label': t('persons.filter.any') } };
  return (
    <Stack gap="sm">
      <Group gap="sm" wrap="nowrap" justify="space-between">
        <Typed label={t('persons.search')} value={search.q} onChange={(q) => onSearch({ q })} icon />
        <ColumnChoice columns={columns} onColumns={onColumns} />
      </Group>
      <div className={classes.filters}>
        <Select
          {...choice}
          aria-label={t('persons.filter.type')}
          placeholder={t('persons.filter.type')}
          data={(['LEAD', 'CUSTOMER'] as const).map((value) => ({ value, label: t(`persons.${value}`) }))}
          value={search.type}
          onChange={(type) => onSearch({ type: type as PersonSearch['type'] })}
        />
        <Select
          {...choice}
          aria-label={t('persons.filter.tag')}
          placeholder={t('persons.filter.tag')}
          searchable
          limit={100}
          data={tags.map(({ name }) => name)}
          value={search.tag}
          onChange={(tag) => onSearch({ tag })}
        />
        <Select
          {...choice}
          aria-label={t('persons.filter.has')}
          placeholder={t('persons.filter.has')}
          data={(['phone', 'email'] as const).map((value) => ({ value, label: t(`persons.has.${value}`) }))}
          value={search.has}
          onChange={(has) => onSearch({ has: has as PersonSearch['has'] })}
        />
        <Typed
          label={t('persons.filter.city')}
          value={search.city}
          onChange={(city) => onSearch({ city })}
          width={widths}
        />
        <Typed
          label={t('persons.filter.country')}
          value={search.country}
          onChange={(country) => onSearch({ country })}
          width={widths}
        />
        <Select
          {...choice}
          aria-label={t('persons.filter.import')}
          placeholder={t('persons.filter.import')}
          comboboxProps={{ width: 'max-content' }}
          data={imports}
          value={search.import}
          onChange={(chosen) => onSearch({ import: chosen })}
        />
        <AttributeFilter search={search} rest={rest} onSearch={onSearch} />
        {!isEmptySearch(search) && (
          <Button
            variant="subtle"
            px="sm"
            leftSection={<X size={16} aria-hidden />}
            onClick={() => onSearch(emptySearch)}
          >
            {t('persons.clear')}
          </Button>
        )}
      </div>
    </Stack>
  );
}

/** The newest imports, and the one that is chosen although it is older. */
function useImportChoices(chosen: string | null) {
  const format = useFormat();
  const newest = useHistory().data?.pages[0]?.imports ?? [];
  const choices = newest
    .filter(({ state }) => isCommitted(state))
    .map(({ id, file, startedAt }) => ({
      value: String(id),
      label: startedAt ? `${file.name}, ${format.moment(startedAt)}` : file.name,
    }));
  const isKnown = chosen === null || choices.some(({ value }) => value === chosen);
  return isKnown ? choices : [...choices, { value: chosen, label: `#${chosen}` }];
}

type TypedProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  icon?: boolean;
  width?: { base: string; sm: number };
};

/** A field whose value is passed on when the typing rests. */
function Typed({ label, value, onChange, icon, width }: TypedProps) {
  const [typed, setTyped] = useState(value);
  const pass = useDebouncedCallback(onChange, rest);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      {...(width ? { w: width } : { flex: 1, miw: 0, maw: 480 })}
      leftSection={icon && <Search size={16} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        pass(event.currentTarget.value);
      }}
    />
  );
}

function ColumnChoice({ columns, onColumns }: Pick<PersonToolsProps, 'columns' | 'onColumns'>) {
  const { t } = useLanguage();
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Columns3 size={16} aria-hidden />} style={{ flex: 'none' }}>
          {t('persons.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group
          value={columns}
          onChange={(chosen) =>
            onColumns(personColumns.map(({ name }) => name).filter((name) => chosen.includes(name)))
          }
        >
          <Stack gap="xs">
            {personColumns.map(({ name, text }) => (
              <Checkbox key={name} value={name} label={t(text)} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
