import { Button, Checkbox, Popover, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { Columns3, ListFilter, Search, X } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTags } from '../../api/catalogues';
import { isCommitted, useHistory } from '../../api/imports';
import { useFormat, useLanguage } from '../../language/Language';
import { AttributeFilter } from './AttributeFilter';
import { personColumns, type PersonColumn } from './columns';
import classes from './PersonTools.module.css';
import { emptySearch, filtersIn, isEmptySearch, type PersonSearch } from '../../parts/personFilter';

type PersonToolsProps = {
  search: PersonSearch;
  columns: PersonColumn[];
  onSearch: (changed: Partial<PersonSearch>) => void;
  onColumns: (columns: PersonColumn[]) => void;
};

/** Milliseconds that what is typed rests before the server is asked. */
const rest = 300;

/** Search, filters, and which columns are shown. On a phone the filters are there when they are asked for. */
export function PersonTools({ search, columns, onSearch, onColumns }: PersonToolsProps) {
  const { t } = useLanguage();
  const [isOpen, filters] = useDisclosure();
  const id = useId();
  const active = filtersIn(search);
  return (
    <Stack gap="sm">
      <div className={classes.tools}>
        <Typed label={t('persons.search')} value={search.q} onChange={(q) => onSearch({ q })} icon />
        <Button
          hiddenFrom="sm"
          variant="default"
          leftSection={<ListFilter size={16} aria-hidden />}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={filters.toggle}
        >
          {active > 0 ? t('persons.filters.active', { count: active }) : t('persons.filters')}
        </Button>
        <ColumnChoice columns={columns} onColumns={onColumns} />
      </div>
      <div id={id} className={classes.filters} data-open={isOpen || undefined}>
        <Filters search={search} onSearch={onSearch} />
      </div>
    </Stack>
  );
}

type FiltersProps = Pick<PersonToolsProps, 'search' | 'onSearch'>;

function Filters({ search, onSearch }: FiltersProps) {
  const { t } = useLanguage();
  const tags = useTags().data ?? [];
  const imports = useImportChoices(search.import);
  const widths = { base: '100%', sm: 130 };
  const choice = (label: string) => ({
    w: widths,
    'aria-label': label,
    placeholder: label,
    clearable: true,
    clearButtonProps: { 'aria-label': t('persons.filter.any') },
  });
  const typed = (field: 'city' | 'country') => ({
    label: t(`persons.filter.${field}`),
    value: search[field],
    onChange: (value: string) => onSearch({ [field]: value }),
    width: widths,
  });
  return (
    <>
      <Select
        {...choice(t('persons.filter.type'))}
        data={(['LEAD', 'CUSTOMER'] as const).map((value) => ({ value, label: t(`persons.${value}`) }))}
        value={search.type}
        onChange={(type) => onSearch({ type: type as PersonSearch['type'] })}
      />
      <Select
        {...choice(t('persons.filter.tag'))}
        searchable
        limit={100}
        data={tags.map(({ name }) => name)}
        value={search.tag}
        onChange={(tag) => onSearch({ tag })}
      />
      <Select
        {...choice(t('persons.filter.has'))}
        data={(['phone', 'email'] as const).map((value) => ({ value, label: t(`persons.has.${value}`) }))}
        value={search.has}
        onChange={(has) => onSearch({ has: has as PersonSearch['has'] })}
      />
      <Typed {...typed('city')} />
      <Typed {...typed('country')} />
      <Select
        {...choice(t('persons.filter.import'))}
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
    </>
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
