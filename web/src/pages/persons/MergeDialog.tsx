import { Button, Group, Radio, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useMerging, useStoredPersons, type StoredPerson } from '../../api/persons';
import { useLanguage } from '../../language/Language';
import { Dialog } from '../../parts/Dialog';
import { Facts } from '../../parts/Facts';
import { fieldName, shownValue } from '../../parts/log/changeLines';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { useTelling } from '../../parts/useTelling';
import { correctionsOf, mergedContacts, mergeFieldsOf, mergeLimit, type MergeField } from './merging';
import classes from './MergeDialog.module.css';

type MergeDialogProps = { ids: number[]; onMerged?: () => void; onClose: () => void };

/** Shows what several profiles would be as one, and lets choose where they differ. */
export function MergeDialog({ ids, onMerged, onClose }: MergeDialogProps) {
  const { t } = useLanguage();
  return (
    <Dialog title={t('persons.merge.title', { count: ids.length })} size="lg" onClose={onClose}>
      {ids.length > mergeLimit ? (
        <Text size="sm">{t('persons.merge.tooMany', { limit: mergeLimit })}</Text>
      ) : (
        <Loaded ids={ids} {...(onMerged && { onMerged })} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Loaded({ ids, ...acts }: MergeDialogProps) {
  const persons = useStoredPersons(ids);
  if (persons.error) return <ProblemNotice error={persons.error} onRetry={persons.refetch} />;
  if (!persons.data) return <Skeleton height={240} />;
  return <Preview persons={persons.data} {...acts} />;
}

type PreviewProps = { persons: StoredPerson[] } & Pick<MergeDialogProps, 'onMerged' | 'onClose'>;

function Preview({ persons, onMerged, onClose }: PreviewProps) {
  const { t } = useLanguage();
  const tell = useTelling();
  const navigate = useNavigate();
  const merging = useMerging();
  // the choices stay with what they were made between, also when the people are asked for again
  const [fields] = useState(() => mergeFieldsOf(persons));
  const [chosen, setChosen] = useState(() => fields.map(({ values }) => values[0]?.value ?? ''));
  const act = () =>
    merging.mutate(
      { ids: persons.map(({ id }) => id), corrections: (merged) => correctionsOf(merged, fields, chosen) },
      {
        onSuccess: ({ id }) => {
          tell(t('persons.merged', { count: persons.length }));
          onMerged?.();
          void navigate(`/persons/${id}`);
        },
      },
    );
  const type = persons.some((person) => person.type === 'CUSTOMER') ? 'CUSTOMER' : 'LEAD';
  const list = (values: string[]) => values.map((value) => <div key={value}>{value}</div>);
  const phones = mergedContacts(persons, 'phone').map((phone) => `+${phone}`);
  const emails = mergedContacts(persons, 'email');
  const tags = [...new Set(persons.flatMap((person) => person.tags))];
  const agreed = fields.flatMap(({ field, isAttribute, values }) =>
    values.length === 1
      ? [[isAttribute ? field : fieldName(field, t), shownValue(field, values[0]?.value ?? '', t)] as const]
      : [],
  );
  return (
    <Stack>
      {merging.isError && <ProblemNotice error={merging.error} />}
      <Text size="sm">{t('persons.merge.text')}</Text>
      {fields.map((field, place) =>
        field.values.length > 1 ? (
          <FieldChoice
            key={`${field.isAttribute} ${field.field}`}
            field={field}
            value={chosen[place] ?? ''}
            onChange={(value) => setChosen(chosen.map((other, index) => (index === place ? value : other)))}
          />
        ) : null,
      )}
      <div className={classes.result}>
        <Text fw={600} size="sm" mb="sm">
          {t('persons.merge.result')}
        </Text>
        <Facts
          facts={[
            [t('field.type'), t(`persons.${type}`)],
            ...agreed,
            [t('field.email'), emails.length > 0 && list(emails)],
            [t('field.phone'), phones.length > 0 && list(phones)],
            [t('field.tags'), tags.join(', ')],
          ]}
        />
      </div>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('app.cancel')}
        </Button>
        <Button loading={merging.isPending} onClick={act}>
          {t('persons.merge')}
        </Button>
      </Group>
    </Stack>
  );
}

type FieldChoiceProps = { field: MergeField; value: string; onChange: (value: string) => void };

function FieldChoice({ field: { field, isAttribute, values }, value, onChange }: FieldChoiceProps) {
  const { t } = useLanguage();
  return (
    <Radio.Group label={isAttribute ? field : fieldName(field, t)} value={value} onChange={onChange}>
      <Group gap="xs" mt={6}>
        {values.map((one) => (
          <Radio.Card key={one.value} value={one.value} className={classes.choice}>
            <Group gap="xs" wrap="nowrap">
              <Radio.Indicator />
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {shownValue(field, one.value, t)}
              </Text>
            </Group>
          </Radio.Card>
        ))}
      </Group>
    </Radio.Group>
  );
}
