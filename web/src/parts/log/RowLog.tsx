import { Button, Group, NumberInput, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Search, X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ImportCounts, ImportRow, Outcome } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { codeName } from '../codeName';
import { useSpan } from '../longList/useSpan';
import { ProblemNotice } from '../ProblemNotice';
import { DifferenceDrawer } from './DifferenceDrawer';
import { headHeight, lineHeight, RowTable } from './RowTable';
import { useRowPages } from './useRowPages';

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
  const [opened, setOpened] = useState<ImportRow | null>(null);
  const [q] = useDebouncedValue(search.trim(), rest);
  const filter = { ...(outcome && { outcome }), ...(code && { code }), ...(q && { q }) };
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
      <Rows
        key={JSON.stringify([filter, version])}
        id={id}
        filter={filter}
        version={version}
        count={Object.keys(filter).length === 0 ? counts.rowsRead : null}
        onOpen={setOpened}
      />
      <DifferenceDrawer id={id} row={opened} version={version} onClose={() => setOpened(null)} />
    </>
  );
}

type RowsProps = {
  id: number;
  filter: { outcome?: Outcome; code?: string; q?: string };
  version: string;
  /** Of a list of every row. */
  count: number | null;
  onOpen: (row: ImportRow) => void;
};

function Rows({ id, filter, version, count, onOpen }: RowsProps) {
  const { t } = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(count ?? 0);
  const span = useSpan(frame, { count: room, lineHeight, headHeight });
  const list = useRowPages(id, filter, version, count, span);
  if (list.count !== room) setRoom(list.count);
  if (list.error !== null) return <ProblemNotice error={list.error} onRetry={list.retry} />;
  if (list.count === 0) {
    return (
      <Text c="dimmed" py="lg" ta="center">
        {t('log.empty')}
      </Text>
    );
  }
  return (
    <>
      <RowTable frame={frame} list={list} span={span} onOpen={onOpen} />
      {list.first !== null && list.count > rowsWithoutJump && (
        <GoTo first={list.first} count={list.count} onGo={span.goTo} />
      )}
    </>
  );
}

/** A list up to this length is scrolled through. */
const rowsWithoutJump = 100;

/** Goes to a row by its number: in a long list no hand can scroll to it. */
function GoTo({ first, count, onGo }: { first: number; count: number; onGo: (line: number) => void }) {
  const { t } = useLanguage();
  const [row, setRow] = useState<string | number>('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof row === 'number') onGo(row - first);
      }}
    >
      <Group mt="sm" gap="xs" justify="flex-end">
        <NumberInput
          aria-label={t('log.goTo')}
          placeholder={t('log.goTo')}
          size="xs"
          w={140}
          hideControls
          allowDecimal={false}
          min={first}
          max={first + count - 1}
          value={row}
          onChange={setRow}
        />
        <Button type="submit" size="xs" variant="default" disabled={typeof row !== 'number'}>
          {t('log.go')}
        </Button>
      </Group>
    </form>
  );
}
