import { Button, Group, SegmentedControl, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { useNavigate } from 'react-router';
import { asProblem } from '../../api/client';
import { useTags } from '../../api/catalogues';
import { useSavingPerson, type StoredPerson } from '../../api/persons';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { LeaveGuard } from '../../parts/LeaveGuard';
import { useTelling } from '../../parts/useTelling';
import { AttributeInputs } from './AttributeInputs';
import { ContactLines } from './ContactLines';
import { emptyForm, faultsOf, formOf, inputOf, noFaults, type ContactKind, type ValueField } from './personForm';
import { SavingTrouble } from './SavingTrouble';

type PersonFieldsProps = {
  /** What is changed; without: a new profile. */
  stored?: StoredPerson;
  /** Leaves what was typed, for what somebody else stored meanwhile. */
  onReload?: () => void;
};

/** Everything that can be stored of a person. What the server refuses stands at the field, in the server's words. */
export function PersonFields({ stored, onReload }: PersonFieldsProps) {
  const { t } = useLanguage();
  const tell = useTelling();
  const navigate = useNavigate();
  // what is typed is not thrown away when the person is asked for again
  const [basis] = useState(stored);
  const [before] = useState(() => (stored ? formOf(stored) : undefined));
  const [start] = useState(() => before ?? emptyForm());
  const [form, setForm] = useState(start);
  const saving = useSavingPerson(basis);
  const [faults, setFaults] = useState(noFaults);
  const frame = useRef<HTMLFormElement>(null);
  const tags = useTags().data?.map(({ name }) => name) ?? [];
  const mayLeave = useRef(false);
  const wasRefused = useRef(false);
  useEffect(() => {
    if (!wasRefused.current) return;
    wasRefused.current = false;
    frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setFaults(noFaults());
    saving.mutate(inputOf(form, before), {
      onSuccess: (saved) => {
        mayLeave.current = true;
        tell(t('person.saved'));
        void navigate(`/persons/${saved.id}`);
      },
      onError: (error) => {
        wasRefused.current = true;
        setFaults(faultsOf(asProblem(error), form, t('person.form.taken')));
      },
    });
  };
  const valueOf = (field: ValueField) => ({
    label: t(`field.${field}`),
    value: form.values[field],
    error: faults.values[field],
    autoComplete: 'off',
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      const { value } = event.currentTarget;
      setFaults((now) => ({ ...now, values: { ...now.values, [field]: undefined }, taken: undefined }));
      setForm((now) => ({ ...now, values: { ...now.values, [field]: value } }));
    },
  });
  const linesOf = (kind: ContactKind) => ({
    kind,
    lines: form.contacts[kind],
    faults: faults.contacts[kind],
    onChange: (lines: string[]) => {
      setFaults((now) => ({ ...now, contacts: { ...now.contacts, [kind]: {} }, taken: undefined }));
      setForm((now) => ({ ...now, contacts: { ...now.contacts, [kind]: lines } }));
    },
  });
  return (
    <form ref={frame} onSubmit={submit} noValidate>
      <LeaveGuard shouldAsk={() => !mayLeave.current && JSON.stringify(form) !== JSON.stringify(start)} />
      <Stack gap="lg">
        <SavingTrouble
          problem={saving.isError ? asProblem(saving.error) : null}
          faults={faults}
          id={basis?.id}
          onReload={() => {
            mayLeave.current = true;
            onReload?.();
          }}
          onMerged={() => (mayLeave.current = true)}
        />
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <Stack gap="lg">
            <Card title={t('person.form.who')}>
              <Stack>
                <SegmentedControl
                  aria-label={t('field.type')}
                  value={form.type}
                  onChange={(type) => setForm({ ...form, type: type as typeof form.type })}
                  data={(['LEAD', 'CUSTOMER'] as const).map((value) => ({ value, label: t(`persons.${value}`) }))}
                />
                <SimpleGrid cols={{ base: 1, xs: 2 }}>
                  <TextInput {...valueOf('firstName')} />
                  <TextInput {...valueOf('lastName')} />
                  <TextInput {...valueOf('middleName')} />
                  <TextInput {...valueOf('nickName')} />
                  <TextInput {...valueOf('birthDate')} type="date" />
                  <Select
                    label={t('field.gender')}
                    clearable
                    clearButtonProps={{ 'aria-label': t('person.form.clear') }}
                    data={(['FEMALE', 'MALE'] as const).map((value) => ({ value, label: t(`persons.${value}`) }))}
                    value={form.values.gender || null}
                    error={faults.values.gender}
                    onChange={(gender) => setForm({ ...form, values: { ...form.values, gender: gender ?? '' } })}
                  />
                  <TextInput {...valueOf('preferredLanguage')} placeholder="en" />
                  <TextInput {...valueOf('profilePicture')} type="url" placeholder="https://" />
                </SimpleGrid>
              </Stack>
            </Card>
            <Card title={t('group.place')}>
              <Stack>
                <TextInput {...valueOf('address')} />
                <SimpleGrid cols={{ base: 1, xs: 2 }}>
                  <TextInput {...valueOf('city')} />
                  <TextInput {...valueOf('country')} />
                </SimpleGrid>
              </Stack>
            </Card>
          </Stack>
          <Stack gap="lg">
            <Card title={t('person.contacts')}>
              <Stack>
                <ContactLines {...linesOf('email')} />
                <ContactLines {...linesOf('phone')} />
                <TextInput {...valueOf('externalId')} description={t('person.form.identifiers')} />
              </Stack>
            </Card>
            <Card title={t('person.form.more')}>
              <Stack>
                <TagsInput
                  label={t('field.tags')}
                  description={t('choice.tags.hint')}
                  data={tags}
                  value={form.tags}
                  maxLength={256}
                  error={faults.tags}
                  onChange={(chosen) => setForm({ ...form, tags: chosen })}
                />
                <AttributeInputs
                  values={form.attributes}
                  faults={faults.attributes}
                  onChange={(attributes) => {
                    setFaults((now) => ({ ...now, attributes: {} }));
                    setForm({ ...form, attributes });
                  }}
                />
              </Stack>
            </Card>
          </Stack>
        </SimpleGrid>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => void navigate(basis ? `/persons/${basis.id}` : '/persons')}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {t(stored ? 'app.save' : 'person.new')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
