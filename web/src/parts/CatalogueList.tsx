import { Button, Center, Group, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { SearchX, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useLanguage } from '../language/Language';
import { Card } from './Card';
import { EmptyState } from './EmptyState';
import { found } from './found';
import { IconAct } from './IconAct';
import { ListTable, type ListColumn } from './ListTable';
import { ListWaiting } from './ListWaiting';
import { ProblemNotice } from './ProblemNotice';
import { SearchField } from './SearchField';

/** Entries that are drawn at first, and at each "more": a catalogue may have thousands. */
const step = 200;

type CatalogueListProps<Entry> = {
  label: string;
  query: UseQueryResult<Entry[]>;
  nameOf: (entry: Entry) => string;
  columns: ListColumn<Entry>[];
  count: (count: number) => string;
  empty: { icon: ReactNode; title: string; text: string; act: ReactNode };
  /** For who may delete. */
  removal?: { label: (name: string) => string; onRemove: (entry: Entry) => void };
};

/** A list that is here whole: searched by name, and drawn in steps. */
export function CatalogueList<Entry>(list: CatalogueListProps<Entry>) {
  const { label, query, nameOf, columns, count, empty, removal } = list;
  const { t } = useLanguage();
  const [typed, setTyped] = useState('');
  const [most, setMost] = useState(step);
  if (query.isPending) return <ListWaiting />;
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.length === 0) {
    return (
      <Card>
        <EmptyState icon={empty.icon} title={empty.title} text={empty.text}>
          {empty.act}
        </EmptyState>
      </Card>
    );
  }
  const entries = found(query.data, nameOf, typed);
  const search = (value: string) => {
    setTyped(value);
    setMost(step);
  };
  return (
    <Stack gap="md">
      <Group gap="md">
        <SearchField value={typed} onChange={search} />
        <Text size="sm" c="dimmed" className="numbers" role="status">
          {count(entries.length)}
        </Text>
      </Group>
      {entries.length === 0 ? (
        <Card>
          <EmptyState icon={<SearchX />} title={t('list.none')} text={t('list.none.text')}>
            <Button variant="default" onClick={() => search('')}>
              {t('list.clear')}
            </Button>
          </EmptyState>
        </Card>
      ) : (
        <ListTable
          label={label}
          entries={entries.slice(0, most)}
          keyOf={nameOf}
          columns={columns}
          {...(removal && {
            acts: (entry: Entry) => (
              <IconAct
                label={removal.label(nameOf(entry))}
                icon={<Trash2 size={16} aria-hidden />}
                onAct={() => removal.onRemove(entry)}
              />
            ),
          })}
        />
      )}
      {entries.length > most && (
        <Center>
          <Button variant="default" onClick={() => setMost(most + step)}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </Stack>
  );
}
