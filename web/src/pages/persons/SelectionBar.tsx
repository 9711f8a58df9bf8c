import { Autocomplete, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { GitMerge, Tag, Trash2 } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { useTags } from '../../api/catalogues';
import { useDeleting, useTagging, useUntagging } from '../../api/persons';
import { useLanguage } from '../../language/Language';
import { Dialog } from '../../parts/Dialog';
import { ProblemNotice } from '../../parts/ProblemNotice';
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
  const known = useTags().data?.map(({ name }) => name) ?? [];
  const [name, setName] = useState('');
  const tagging = useTagging();
  const untagging = useUntagging();
  const change = act === 'tag' ? tagging : untagging;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const own = name.trim();
    const onSuccess = (count: number) => {
      notifications.show({
        closeButtonProps: { 'aria-label': t('app.close') },
        message: t(act === 'tag' ? 'persons.tagged' : 'persons.untagged', { count, name: own }),
      });
      onDone();
    };
    const isNew = !known.some((other) => other.toLowerCase() === own.toLowerCase());
    if (act === 'tag') tagging.mutate({ ids, input: { name: own, isNew } }, { onSuccess });
    else untagging.mutate({ ids, input: own }, { onSuccess });
  };
  return (
    <Dialog
      title={t(act === 'tag' ? 'persons.tag.title' : 'persons.untag.title', { count: ids.length })}
      onClose={onClose}
    >
      <form onSubmit={submit}>
        <Stack>
          {change.isError && <ProblemNotice error={change.error} />}
          <Autocomplete
            label={t('persons.tag.name')}
            data={known}
            limit={50}
            maxLength={256}
            data-autofocus
            value={name}
            onChange={setName}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={change.isPending}>
              {t(act === 'tag' ? 'persons.tag' : 'persons.untag')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function DeleteDialog({ ids, onClose, onDone }: ActProps) {
  const { t } = useLanguage();
  const deleting = useDeleting();
  const act = () =>
    deleting.mutate(
      { ids, input: undefined },
      {
        onSuccess: (count) => {
          notifications.show({
            closeButtonProps: { 'aria-label': t('app.close') },
            message: t('persons.deleted', { count }),
          });
          onDone();
        },
      },
    );
  return (
    <Dialog title={t('persons.delete.title', { count: ids.length })} onClose={onClose}>
      <Stack>
        {deleting.isError && <ProblemNotice error={deleting.error} />}
        <Text size="sm">{t('persons.delete.text')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('app.cancel')}
          </Button>
          <Button color="red.9" loading={deleting.isPending} onClick={act}>
            {t('persons.delete')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
