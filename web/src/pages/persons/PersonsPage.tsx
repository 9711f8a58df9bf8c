import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { SearchX, Upload, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useFirstPersons } from '../../api/persons';
import { useMay } from '../../api/session';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { EmptyState } from '../../parts/EmptyState';
import { Page } from '../../parts/Page';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { useShownColumns } from './columns';
import { addressOf, chosenBy, isEmptySearch, searchIn } from '../../parts/personFilter';
import { PersonsActs } from './PersonsActs';
import { PersonTable } from './PersonTable';
import { PersonTools } from './PersonTools';
import { SelectionBar } from './SelectionBar';

/** Everybody, or those who meet what is looked for. */
export function PersonsPage() {
  const { t } = useLanguage();
  const [address, setAddress] = useSearchParams();
  const search = searchIn(address);
  const choice = chosenBy(search);
  const persons = useFirstPersons(choice);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [columns, setColumns] = useShownColumns();
  const may = useMay();
  const count = persons.data?.totalCount;
  return (
    <Page
      title={t('persons.title')}
      text={
        <Text span size="sm" className="numbers" role="status">
          {count !== undefined && t('persons.count', { count })}
        </Text>
      }
      acts={<PersonsActs choice={choice} count={count} />}
    >
      <Stack gap="md">
        <PersonTools
          search={search}
          columns={columns}
          onColumns={setColumns}
          onSearch={(changed) => {
            setSelected(new Set()); // nobody is changed whom one does not see
            setAddress(addressOf({ ...search, ...changed }), { replace: true });
          }}
        />
        {selected.size > 0 && <SelectionBar ids={[...selected]} onDone={() => setSelected(new Set())} />}
        {persons.isError && <ProblemNotice error={persons.error} onRetry={() => void persons.refetch()} />}
        {persons.isPending && <Skeleton height={320} radius="lg" />}
        {count === 0 && (
          <Card>
            {isEmptySearch(search) ? (
              <EmptyState icon={<UsersRound />} title={t('persons.empty')} text={t('persons.empty.text')}>
                {may('imports:manage') && (
                  <Button component={Link} to="/import" leftSection={<Upload size={16} aria-hidden />}>
                    {t('import.title')}
                  </Button>
                )}
              </EmptyState>
            ) : (
              <EmptyState icon={<SearchX />} title={t('persons.none')} text={t('persons.none.text')}>
                <Button variant="default" onClick={() => setAddress(new URLSearchParams(), { replace: true })}>
                  {t('persons.clear')}
                </Button>
              </EmptyState>
            )}
          </Card>
        )}
        {count !== undefined && count > 0 && (
          <PersonTable
            key={JSON.stringify(choice)}
            choice={choice}
            count={count}
            columns={columns}
            selected={may('people:manage') ? selected : null}
            onSelect={setSelected}
          />
        )}
      </Stack>
    </Page>
  );
}
