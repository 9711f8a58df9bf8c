import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { CircleAlert, GitMerge } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Problem } from '../../api/client';
import { changedMeanwhile, titleOf, useOwner } from '../../api/persons';
import { useLanguage } from '../../language/Language';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { MergeDialog } from './MergeDialog';
import type { FormFaults, TakenIdentifier } from './personForm';

type SavingTroubleProps = {
  problem: Problem | null;
  faults: FormFaults;
  /** The person who is changed; without: a new one. */
  id: number | undefined;
  /** Leaves what was typed, for what is stored. */
  onReload: () => void;
  onMerged: () => void;
};

/** Why a person was not saved, where it is about no single field, and the ways on. */
export function SavingTrouble({ problem, faults, id, onReload, onMerged }: SavingTroubleProps) {
  if (faults.taken) return <Taken taken={faults.taken} id={id} onMerged={onMerged} />;
  if (problem?.code === changedMeanwhile) return <Outdated onReload={onReload} />;
  if (!problem || faults.others.length === 0) return null;
  return <ProblemNotice error={new Problem(problem.status, problem.code, faults.others.join(' '))} />;
}

function Outdated({ onReload }: Pick<SavingTroubleProps, 'onReload'>) {
  const { t } = useLanguage();
  return (
    <Alert role="alert" color="yellow" variant="outline" bg="var(--card)" icon={<CircleAlert aria-hidden />}>
      <Text size="sm">{t('person.form.changed')}</Text>
      <Button mt="sm" size="xs" variant="default" onClick={onReload}>
        {t('person.form.reload')}
      </Button>
    </Alert>
  );
}

type TakenProps = { taken: TakenIdentifier } & Pick<SavingTroubleProps, 'id' | 'onMerged'>;

/** Whose an identifier is. Of two profiles of one person, one can be made here. */
function Taken({ taken: { kind, value }, id, onMerged }: TakenProps) {
  const { t } = useLanguage();
  const owner = useOwner(kind, value);
  const [isMerging, setMerging] = useState(false);
  if (!owner.data) return owner.isError ? <ProblemNotice error={owner.error} /> : null;
  const name = titleOf(owner.data) || t('persons.noName');
  return (
    <Alert role="alert" color="yellow" variant="outline" bg="var(--card)" icon={<CircleAlert aria-hidden />}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t('person.taken', { value: kind === 'phone' ? `+${value}` : value })}{' '}
        <Anchor component={Link} to={`/persons/${owner.data.id}`} inherit fw={600}>
          {name}
        </Anchor>
      </Text>
      {id !== undefined && (
        <Group mt="sm" gap="sm">
          <Button
            size="xs"
            variant="default"
            leftSection={<GitMerge size={14} aria-hidden />}
            onClick={() => setMerging(true)}
          >
            {t('person.taken.merge')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('person.taken.merge.text')}
          </Text>
        </Group>
      )}
      {isMerging && id !== undefined && (
        <MergeDialog ids={[id, owner.data.id]} onMerged={onMerged} onClose={() => setMerging(false)} />
      )}
    </Alert>
  );
}
