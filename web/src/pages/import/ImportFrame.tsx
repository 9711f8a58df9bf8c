import { Button, Skeleton, Stack } from '@mantine/core';
import { FileX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import { asProblem } from '../../api/client';
import { isCommitted, useImport, type Import } from '../../api/imports';
import { useMay } from '../../api/session';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { EmptyState } from '../../parts/EmptyState';
import { NotAllowed } from '../../parts/NotAllowed';
import { Page } from '../../parts/Page';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { FollowedRecipe } from './FollowedRecipe';
import { ImportSteps, type Step } from './ImportSteps';

type ImportFrameProps = { step: Step; children: (shown: Import) => ReactNode };

/** The frame of the steps behind the upload. An import that was agreed to has no steps any more and is shown in the history. */
export function ImportFrame({ step, children }: ImportFrameProps) {
  const { t } = useLanguage();
  const may = useMay();
  const id = Number(useParams()['id']);
  const found = useImport(id);
  if (!may('imports:manage')) return <NotAllowed title={t('import.title')} />;
  if (found.isError && asProblem(found.error).status === 404) return <Gone />;
  if (found.data && isCommitted(found.data.state)) return <Navigate to={`/history/${id}`} replace />;
  return (
    <Page title={t('import.title')} text={found.data?.file.name}>
      <ImportSteps step={step} id={id} reachable={reachable(found.data)} />
      {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Waiting />}
      {found.data && <FollowedRecipe shown={found.data} step={step} />}
      {found.data && children(found.data)}
    </Page>
  );
}

function reachable(shown: Import | undefined): Step {
  if (!shown?.request) return 'map';
  return shown.state === 'READY' ? 'confirm' : 'check';
}

/** An import without a step in its address: the step at which it is. */
export function ImportStart() {
  const id = Number(useParams()['id']);
  return (
    <ImportFrame step="read">
      {(shown) => <Navigate to={`/import/${id}/${shown.request ? 'check' : 'read'}`} replace />}
    </ImportFrame>
  );
}

function Gone() {
  const { t } = useLanguage();
  return (
    <Page title={t('import.title')}>
      <Card>
        <EmptyState icon={<FileX />} title={t('import.gone')} text={t('import.gone.text')}>
          <Button component={Link} to="/import">
            {t('import.new')}
          </Button>
        </EmptyState>
      </Card>
    </Page>
  );
}

function Waiting() {
  return (
    <Card>
      <Stack aria-hidden>
        {[80, 60, 70, 40].map((width) => (
          <Skeleton key={width} height={18} width={`${width}%`} />
        ))}
      </Stack>
    </Card>
  );
}
