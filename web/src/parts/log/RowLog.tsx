import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Search, X } from 'lucide-react';
import { useState } from 'react';
import { useImportRows, type ImportCounts, type Outcome } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { codeName } from '../codeName';
import { ProblemNotice } from '../ProblemNotice';
import { DifferenceDrawer } from './DifferenceDrawer';
import { RowTable } from './RowTable';

type RowLogProps = {
  id: number;
  counts: ImportCounts;
  /** Changes when the rows may have: the plan's hash, the state. */
  version: string;
  code: string | null;
  onCode: (code: string | null) => void;
};

/** Milliseconds that a search rests before the server is asked. */
const rest = 250;

function countsOf(counts: ImportCounts): [Outcome, number][] {
  return [
    ['CREATED', counts.created],
    ['UPDATED', counts.updated],
    ['PROMOTED', counts.promoted],
    ['UNCHANGED', counts.unchanged],
    ['DISCARDED', counts.discarded],
    ['NOT_APPLIED', counts.notApplied],
    ['REJECTED', counts.rowsRejected + counts.recordsRejected],
    ['FOLDED', counts.rowsFolded],
    ['BLANK', counts.rowsBlank],
  ];
}

/** Every row of an import with what became, or would become, of it. */
export function RowLog({ id, counts, version, code, onCode }: RowLogProps) {
  const { t } = useLanguage();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [search, setSearch] = useState('');
  const [record, setRecord] = useState<number | null>(null);
  const [q] = useDebouncedValue(search.trim(), rest);
  const filter = { ...(outcome && { outcome }), ...(code && { code }), ...(q && { q }) };
  const rows = useImportRows(id, filter, version);
  const outcomes = countsOf(counts).filter(([, count]) => count > 0);
  return (
    <>
      <Group mb="md" gap="sm">
        <Select
          aria-label={t('log.outcome')}
          w={220}
          data={[
            { value: '', label: t('log.all') },
            ...outcomes.map(([value]) => ({ value: value, label: t(`outcome.${value}`) })),
          ]}
          value={outcome ?? ''}
          allowDeselect={false}
          onChange={(value) => setOutcome(value ? (value as Outcome) : null)}
        />
        <TextInput
          aria-label={t('log.search')}
          placeholder={t('log.search')}
          leftSection={<Search size={16} aria-hidden />}
          w={{ base: '100%', xs: 300 }}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {code && (
          <Button
            variant="light"
            size="sm"
            rightSection={<X size={14} aria-label={t('log.clear')} />}
            onClick={() => onCode(null)}
          >
            {codeName(code, t)}
          </Button>
        )}
      </Group>
      {rows.isError && <ProblemNotice error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.data && rows.data.pages[0]?.rows.length === 0 && (
        <Text c="dimmed" py="lg" ta="center">
          {t('log.empty')}
        </Text>
      )}
      {rows.data && (rows.data.pages[0]?.rows.length ?? 0) > 0 && (
        <RowTable
          rows={rows.data.pages.flatMap((page) => page.rows)}
          hasMore={rows.hasNextPage}
          isLoading={rows.isFetchingNextPage}
          onMore={() => void rows.fetchNextPage()}
          onOpen={setRecord}
        />
      )}
      <DifferenceDrawer id={id} record={record} version={version} onClose={() => setRecord(null)} />
    </>
  );
}
