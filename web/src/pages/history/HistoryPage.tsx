import { Button, Center } from '@mantine/core';
import { History, Upload } from 'lucide-react';
import { Link } from 'react-router';
import { useHistory } from '../../api/imports';
import { useMay } from '../../api/session';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { EmptyState } from '../../parts/EmptyState';
import { ListWaiting } from '../../parts/ListWaiting';
import { Page } from '../../parts/Page';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { HistoryTable } from './HistoryTable';
import { Sparkline } from './Sparkline';

export function HistoryPage() {
  const { t } = useLanguage();
  const history = useHistory();
  const newest = history.data?.pages[0]?.imports ?? [];
  return (
    <Page title={t('history.title')} text={t('history.text')} acts={<Sparkline entries={newest} />}>
      <Entries history={history} />
    </Page>
  );
}

function Entries({ history }: { history: ReturnType<typeof useHistory> }) {
  const { t } = useLanguage();
  const may = useMay();
  if (history.isPending) return <ListWaiting />;
  if (history.isError) return <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />;
  const entries = history.data.pages.flatMap((page) => page.imports);
  if (entries.length === 0) {
    return (
      <Card>
        <EmptyState icon={<History />} title={t('history.empty')} text={t('history.empty.text')}>
          {may('imports:manage') && (
            <Button component={Link} to="/import" leftSection={<Upload size={16} aria-hidden />}>
              {t('import.title')}
            </Button>
          )}
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <HistoryTable entries={entries} />
      {history.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </>
  );
}
