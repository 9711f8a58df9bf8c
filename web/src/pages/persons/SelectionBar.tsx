import { Autocomplete, Button, Group, Paper, Text } from '@mantine/core';
import { GitMerge, Tag, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTags } from '../../api/catalogues';
import { useDeleting, useTagging, useUntagging } from '../../api/persons';
import { useLanguage } from '../../language/Language';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { FormDialog } from '../../parts/FormDialog';
import { filterOfIds, namedMost } from '../../parts/personFilter';
import { useTelling } from '../../parts/useTelling';
import { ExportMenu } from './ExportMenu';
import { MergeDialog } from './MergeDialog';

type Act = 'tag' | 'untag' | 'merge' | 'delete';
type ActProps = { ids: number[]; onClose: () => void; onDone: () => void };

/** What can be done with those who are selected. */
export function SelectionBar({ ids, onDone }: { ids: number[]; onDone: () => void }) {
  const { t } = useLanguage();
  const [act, setAct] = useState<Act | null>(null);
  const close = () => setAct(null);
  const props = { ids, onClose: close, onDone };
  return (
    <Paper withBorder radius="lg" px="md" py="xs" bg="var(--accent-soft)">
      <Group gap="sm">
        <Text fw={600} size="sm" className="numbers" role="status">
          {t('persons.selected', { count: ids.length })}
        </Text>
        <Button size="xs" variant="default" leftSection={<Tag size={14} aria-hidden />} onClick={() => setAct('tag')}>
          {t('persons.tag')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setAct('untag')}>
          {t('persons.untag')}
        </Button>
        {ids.length > 1 && (
          <Button
            size="xs"
            variant="default"
            leftSection={<GitMerge size={14} aria-hidden />}
            onClick={() => setAct('merge')}
          >
            {t('persons.merge')}
          </Button>
        )}
        <ExportMenu
          size="xs"
          choice={{ filter: filterOfIds(ids) }}
          isPossible={ids.length <= namedMost}
          label={
            ids.length <= namedMost
              ? t('persons.export.count', { count: ids.length })
              : t('persons.export.most', { limit: namedMost })
          }
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<Trash2 size={14} aria-hidden />}
          onClick={() => setAct('delete')}
        >
          {t('persons.delete')}
        </Button>
        <Button size="xs" variant="transparent" c="var(--accent-text)" ml="auto" onClick={onDone}>
          {t('persons.unselect')}
        </Button>
      </Group>
      {(act === 'tag' || act === 'untag') && <TagDialog act={act} {...props} />}
      {act === 'merge' && <MergeDialog ids={ids} onClose={close} />}
      {act === 'delete' && <DeleteDialog {...props} />}
    </Paper>
  );
}

function TagDialog({ act, ids, onClose, onDone }: ActProps & { act: 'tag' | 'untag' }) {
  const { t } = useLanguage();
  const tell = useTelling();
  const known = useTags().data?.map(({ name }) => name) ?? [];
  const [name, setName] = useState('');
  const tagging = useTagging();
  const untagging = useUntagging();
  const own = name.trim();
  const submit = () => {
    const onSuccess = (count: number) => {
      tell(t(act === 'tag' ? 'persons.tagged' : 'persons.untagged', { count, name: own }));
      onDone();
    };
    const isNew = !known.some((other) => other.toLowerCase() === own.toLowerCase());
    if (act === 'tag') tagging.mutate({ ids, input: { name: own, isNew } }, { onSuccess });
    else untagging.mutate({ ids, input: own }, { onSuccess });
  };
  return (
    <FormDialog
      title={t(act === 'tag' ? 'persons.tag.title' : 'persons.untag.title', { count: ids.length })}
      act={t(act === 'tag' ? 'persons.tag' : 'persons.untag')}
      isComplete={own !== ''}
      change={act === 'tag' ? tagging : untagging}
      onSubmit={submit}
      onClose={onClose}
    >
      <Autocomplete
        label={t('persons.tag.name')}
        data={known}
        limit={50}
        maxLength={256}
        data-autofocus
        value={name}
        onChange={setName}
      />
    </FormDialog>
  );
}

function DeleteDialog({ ids, onClose, onDone }: ActProps) {
  const { t } = useLanguage();
  const tell = useTelling();
  const deleting = useDeleting();
  const onSuccess = (count: number) => {
    tell(t('persons.deleted', { count }));
    onDone();
  };
  return (
    <ConfirmDialog
      title={t('persons.delete.title', { count: ids.length })}
      act={t('persons.delete')}
      change={deleting}
      onAct={() => deleting.mutate({ ids, input: undefined }, { onSuccess })}
      onClose={onClose}
    >
      <Text size="sm">{t('persons.delete.text')}</Text>
    </ConfirmDialog>
  );
}
