import { Button, Group, SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { ArrowRight, Trash2, Undo2, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { asProblem } from '../../api/client';
import { cancelImport, isCommitted, useImport, useImportAct, type Import } from '../../api/imports';
import { useMay } from '../../api/session';
import { useFormat, useLanguage } from '../../language/Language';
import { BackLink } from '../../parts/BackLink';
import { Card } from '../../parts/Card';
import { codeName } from '../../parts/codeName';
import { Facts } from '../../parts/Facts';
import { RowLog } from '../../parts/log/RowLog';
import { OutcomeBar } from '../../parts/OutcomeBar';
import { Page } from '../../parts/Page';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { StateBadge } from '../../parts/StateBadge';
import { useSentences } from '../../parts/useSentences';
import { WorkProgress } from '../../parts/WorkProgress';
import { DiscardDialog } from './DiscardDialog';
import { FileList } from './FileList';
import { ReceiptCard } from './ReceiptCard';
import { UndoDialog } from './UndoDialog';
import { UndoResult } from './UndoResult';

/** One import: its progress while it runs, then what came of it, and the way back. */
export function ImportPage() {
  const { t } = useLanguage();
  const id = Number(useParams()['id']);
  const found = useImport(id);
  if (found.data) return <Details shown={found.data} />;
  const isGone = found.isError && asProblem(found.error).status === 404;
  return (
    <Page title={isGone ? t('import.gone') : t('history.title')} text={<ToHistory />}>
      {found.isPending && <Skeleton height={160} radius="lg" />}
      {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
    </Page>
  );
}

function ToHistory() {
  const { t } = useLanguage();
  return <BackLink to="/history">{t('details.back')}</BackLink>;
}

const undoable = ['COMPLETED', 'COMPLETED_WITH_ERRORS', 'CANCELLED', 'FAILED'];

function hasPeople({ state, counts: { created, updated, promoted, unchanged } }: Import): boolean {
  return state !== 'UNDONE' && created + updated + promoted + unchanged > 0;
}

function Details({ shown }: { shown: Import }) {
  const { t } = useLanguage();
  const may = useMay();
  const cancel = useImportAct(shown.id, () => cancelImport(shown.id));
  const [asked, setAsked] = useState<'undo' | 'discard' | null>(null);
  const close = () => setAsked(null);
  const isRunning = shown.state === 'QUEUED' || shown.state === 'IMPORTING';
  const wasRun = shown.startedAt !== null;
  const mayChange = may('imports:manage');
  const changes = mayChange && (
    <>
      {!isCommitted(shown.state) && (
        <>
          <Button variant="default" leftSection={<Trash2 size={16} aria-hidden />} onClick={() => setAsked('discard')}>
            {t('import.discard')}
          </Button>
          <Button component={Link} to={`/import/${shown.id}`} rightSection={<ArrowRight size={16} aria-hidden />}>
            {t('details.continue')}
          </Button>
        </>
      )}
      {wasRun && undoable.includes(shown.state) && !shown.work && (
        <Button variant="default" leftSection={<Undo2 size={16} aria-hidden />} onClick={() => setAsked('undo')}>
          {t('undo.act')}
        </Button>
      )}
    </>
  );
  const acts = (
    <>
      {wasRun && !isRunning && hasPeople(shown) && (
        <Button
          component={Link}
          to={`/persons?import=${shown.id}`}
          variant="default"
          leftSection={<UsersRound size={16} aria-hidden />}
        >
          {t('details.people')}
        </Button>
      )}
      {changes}
    </>
  );
  return (
    <Page title={shown.file.name} text={<ToHistory />} acts={acts}>
      <Stack gap="lg">
        {shown.work && (
          <Card>
            <WorkProgress
              work={shown.work}
              {...(isRunning && mayChange && { onCancel: () => cancel.mutate(undefined) })}
            />
            {isRunning && <Leave />}
          </Card>
        )}
        {shown.undo && <UndoResult report={shown.undo} />}
        <SimpleGrid cols={{ base: 1, lg: wasRun ? 2 : 1 }} spacing="lg">
          <Overview shown={shown} />
          {wasRun && !isRunning && <FileList shown={shown} />}
        </SimpleGrid>
        {wasRun && !isRunning && <Log shown={shown} />}
        {wasRun && !isRunning && <ReceiptCard id={shown.id} />}
      </Stack>
      {asked === 'undo' && <UndoDialog shown={shown} onClose={close} />}
      {asked === 'discard' && <DiscardDialog shown={shown} onClose={close} />}
    </Page>
  );
}

function Leave() {
  const { t } = useLanguage();
  return <p style={{ margin: '8px 0 0', fontSize: 'var(--mantine-font-size-sm)' }}>{t('work.leave')}</p>;
}

function Overview({ shown }: { shown: Import }) {
  const { t } = useLanguage();
  const sentences = useSentences();
  const format = useFormat();
  const { startedAt, finishedAt, uploadedAt } = shown;
  const span = startedAt && finishedAt ? Date.parse(finishedAt) - Date.parse(startedAt) : null;
  const at = finishedAt ?? startedAt ?? uploadedAt;
  return (
    <Card>
      <Stack gap="lg">
        <OutcomeBar counts={shown.counts} />
        <Facts
          facts={[
            [t('history.status'), <StateBadge key="state" state={shown.state} />],
            [t('history.on'), at && format.moment(at)],
            [t('history.by'), shown.by],
            [t('history.duration'), span !== null && span >= 0 ? format.duration(span) : null],
            [t('details.size'), format.bytes(shown.file.size)],
            [t('log.message'), shown.reason && sentences.ofReason(shown.reason)],
          ]}
        />
      </Stack>
    </Card>
  );
}

function Log({ shown }: { shown: Import }) {
  const { t } = useLanguage();
  const [code, setCode] = useState<string | null>(null);
  const format = useFormat();
  const problems = shown.problems ?? [];
  const codes = [...new Map(problems.map((problem) => [problem.code, problem])).values()];
  const countOf = (kind: string) =>
    problems.filter((problem) => problem.code === kind).reduce((sum, { count }) => sum + count, 0);
  return (
    <Card title={t('details.log')}>
      {codes.length > 0 && code === null && (
        <Group gap="xs" mb="sm">
          {codes.map((problem) => (
            <Button key={problem.code} size="compact-sm" variant="default" onClick={() => setCode(problem.code)}>
              {codeName(problem.code, t)} ({format.number(countOf(problem.code))})
            </Button>
          ))}
        </Group>
      )}
      <RowLog
        id={shown.id}
        counts={shown.counts}
        version={shown.state + (shown.resultHash ?? '')}
        code={code}
        onCode={setCode}
      />
    </Card>
  );
}
