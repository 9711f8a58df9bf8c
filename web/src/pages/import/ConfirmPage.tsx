import { Alert, Button, Checkbox, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, Rocket } from 'lucide-react';
import { useState } from 'react';
import { Link, Navigate, useNavigate } from 'react-router';
import { api, asProblem, contentOf } from '../../api/client';
import { commitImport, useImportAct, type Import } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { WorkProgress } from '../../parts/WorkProgress';
import classes from './ConfirmPage.module.css';
import { deedsOf } from './deeds';
import { ImportFrame } from './ImportFrame';
import { StepActs } from './StepActs';

export function ConfirmPage() {
  return (
    <ImportFrame step="confirm">
      {(shown) => {
        if (shown.planHash !== null) return <Confirm shown={shown} planHash={shown.planHash} />;
        if (!shown.work) return <Navigate to={`/import/${shown.id}/check`} replace />;
        return (
          <Card maw={720} mx="auto">
            <WorkProgress work={shown.work} />
          </Card>
        );
      }}
    </ImportFrame>
  );
}

/** Keeps the mapping for the next file with these titles. */
function useKeepRecipe(shown: Import) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => {
      const recipe = { ...shown.recipe, name };
      return contentOf(
        api.POST('/imports/1/recipes', { body: { recipe, fingerprint: shown.reading?.fingerprint ?? null } }),
      );
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['recipes'] }),
  });
}

function Confirm({ shown, planHash }: { shown: Import; planHash: string }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const [recipeName, setRecipeName] = useState<string | null>(null);
  const keep = useKeepRecipe(shown);
  const commit = useImportAct(shown.id, () => commitImport(shown.id, planHash));
  const { does, leaves } = deedsOf(shown);

  const act = async () => {
    if (recipeName?.trim()) await keep.mutateAsync(recipeName.trim());
    await commit.mutateAsync(undefined);
    await navigate(`/history/${shown.id}`);
  };
  const isOutdated = commit.isError && asProblem(commit.error).code === 'PLAN_OUTDATED';
  return (
    <Stack maw={720} mx="auto" gap="lg">
      {isOutdated && (
        <Alert color="yellow" variant="outline" bg="var(--card)" role="alert">
          {t('confirm.outdated')}
        </Alert>
      )}
      {commit.isError && !isOutdated && <ProblemNotice error={commit.error} />}
      {keep.isError && <ProblemNotice error={keep.error} />}
      <Card p="xl">
        <Title order={2}>{t('confirm.title')}</Title>
        <Text c="dimmed" mb="md">
          {t(does.length > 0 ? 'confirm.text' : 'confirm.nothing')}
        </Text>
        <ul className={classes.deeds}>
          {does.map(({ tone, text, values }) => (
            <li key={text} data-tone={tone}>
              <Check size={18} aria-hidden />
              {t(text, values)}
            </li>
          ))}
        </ul>
        {leaves.length > 0 && (
          <ul className={classes.leaves}>
            {leaves.map(({ text, values }) => (
              <li key={text}>{t(text, values)}</li>
            ))}
          </ul>
        )}
        <Stack gap="xs" mt="lg" mb="xl">
          <Checkbox
            label={t('confirm.saveRecipe')}
            checked={recipeName !== null}
            onChange={(event) =>
              setRecipeName(event.currentTarget.checked ? shown.file.name.replace(/\.[^.]+$/, '') : null)
            }
          />
          {recipeName !== null && (
            <TextInput
              aria-label={t('confirm.recipeName')}
              placeholder={t('confirm.recipeName')}
              value={recipeName}
              maxLength={100}
              onChange={(event) => setRecipeName(event.currentTarget.value)}
            />
          )}
        </Stack>
        <StepActs>
          <Button
            size="md"
            leftSection={<Rocket size={18} aria-hidden />}
            loading={keep.isPending || commit.isPending}
            onClick={() => void act().catch(() => undefined)}
          >
            {t('confirm.act')}
          </Button>
          <Button component={Link} to={`/import/${shown.id}/check`} variant="default" size="md">
            {t('confirm.back')}
          </Button>
        </StepActs>
      </Card>
      <Text size="sm" c="dimmed" ta="center">
        {t('confirm.undo')}
      </Text>
    </Stack>
  );
}
