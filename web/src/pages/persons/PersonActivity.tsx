import { Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { GitMerge, Pencil, Tag, Undo2, UserPlus, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useImport } from '../../api/imports';
import { instantOf, useActivity, useStoredPerson, type PersonChange } from '../../api/persons';
import { useFormat, useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { ChangeTable } from '../../parts/log/ChangeTable';
import { linesOf } from '../../parts/log/changeLines';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { entriesOf, type ActivityEntry } from './activity';
import classes from './PersonActivity.module.css';
import { RowInFile } from './RowInFile';

/** Entries that are shown before one asks for all. */
const first = 10;

/** What happened to a person: what changed, by whom, and from which import and row. */
export function PersonActivity({ id }: { id: number }) {
  const { t } = useLanguage();
  const activity = useActivity(id);
  const stored = useStoredPerson(id);
  const [isWhole, setWhole] = useState(false);
  const entries = activity.data && stored.data ? entriesOf(activity.data, stored.data) : [];
  const error = activity.error ?? stored.error;
  const shown = isWhole ? entries : entries.slice(0, first);
  return (
    <Card title={t('person.activity')}>
      {error && (
        <ProblemNotice
          error={error}
          onRetry={() => {
            void activity.refetch();
            void stored.refetch();
          }}
        />
      )}
      {!error && entries.length === 0 && <Skeleton height={80} />}
      <ol className={classes.entries}>
        {shown.map((entry, place) => (
          <Entry key={`${entry.version} ${entry.at} ${place}`} entry={entry} person={id} />
        ))}
      </ol>
      {shown.length < entries.length && (
        <Button variant="default" size="xs" mt="md" onClick={() => setWhole(true)}>
          {t('person.activity.all', { count: entries.length })}
        </Button>
      )}
    </Card>
  );
}

const icons: Record<PersonChange['kind'], LucideIcon> = {
  CREATED: UserPlus,
  UPDATED: Pencil,
  MERGED: GitMerge,
  TAGGED: Tag,
  UNDONE: Undo2,
};

function Entry({ entry, person }: { entry: ActivityEntry; person: number }) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const format = useFormat();
  const Icon = icons[entry.kind];
  return (
    <li className={classes.entry}>
      <span className={classes.icon}>
        <Icon size={16} aria-hidden />
      </span>
      <Stack gap={4} miw={0} flex={1}>
        <Group justify="space-between" gap="xs">
          <Text size="sm" fw={600}>
            {entry.absorbed.length > 0
              ? t('person.activity.absorbed', { count: entry.absorbed.length })
              : t(`person.activity.${entry.kind}`)}
          </Text>
          <Text size="xs" c="dimmed" className="numbers">
            {format.moment(instantOf(entry.at))}
          </Text>
        </Group>
        <Text size="sm" c="dimmed">
          {entry.by && t('person.activity.by', { name: entry.by })}{' '}
          {entry.import !== null && <Source entry={entry} id={entry.import} />}
        </Text>
        {entry.change && <ChangeTable lines={linesOf(entry.change, t)} />}
        {entry.import !== null && isFromFile(entry) && (
          <>
            <Button
              variant="subtle"
              size="compact-sm"
              style={{ alignSelf: 'flex-start' }}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {t(isOpen ? 'person.file.hide' : 'person.file.show')}
            </Button>
            {isOpen && <RowInFile id={entry.import} source={entry.row === null ? { person } : { row: entry.row }} />}
          </>
        )}
      </Stack>
    </li>
  );
}

/** Whether a row of the import's file tells of the entry: an undo and tags that the import gave by itself come from no row. */
function isFromFile({ kind, row }: ActivityEntry): boolean {
  return kind !== 'UNDONE' && (row !== null || kind === 'CREATED');
}

/** The import from which a change came, by its file's name as soon as that is known. */
function Source({ entry, id }: { entry: ActivityEntry; id: number }) {
  const { t } = useLanguage();
  const name = useImport(id).data?.file.name ?? t('person.activity.import', { number: String(id) });
  return (
    <Anchor component={Link} to={`/history/${id}`} size="sm">
      {entry.row === null ? name : t('person.activity.row', { name, row: entry.row })}
    </Anchor>
  );
}
