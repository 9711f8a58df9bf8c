import { Button, Group, SegmentedControl, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useTags } from '../../api/catalogues';
import { asProblem } from '../../api/client';
import type { StoredPerson } from '../../api/persons';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { LeaveGuard } from '../../parts/LeaveGuard';
import { AttributeInputs } from './AttributeInputs';
import { ContactLines } from './ContactLines';
import type { PersonForm } from './personForm';
import { SavingTrouble } from './SavingTrouble';
import { linesOf, usePersonForm, useValue, type PersonEditing } from './usePersonForm';

type PersonFieldsProps = {
  /** What is changed; without: a new profile. */
  stored?: StoredPerson;
  /** Leaves what was typed, for what somebody else stored meanwhile. */
  onReload?: () => void;
};

/** Everything that can be stored of a person. What the server refuses stands at the field, in the server's words. */
export function PersonFields({ stored, onReload }: PersonFieldsProps) {
  const editing = usePersonForm(stored);
  const { basis, faults, saving, letLeave } = editing;
  return (
    <form ref={editing.frame} onSubmit={editing.submit} noValidate>
      <LeaveGuard shouldAsk={editing.isLeavingHarmful} />
      <Stack gap="lg">
        <SavingTrouble
          problem={saving.isError ? asProblem(saving.error) : null}
          faults={faults}
          id={basis?.id}
          onReload={() => {
            letLeave();
            onReload?.();
          }}
          onMerged={letLeave}
        />
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <Stack gap="lg">
            <Who editing={editing} />
            <Place editing={editing} />
          </Stack>
          <Stack gap="lg">
            <Identifiers editing={editing} />
            <More editing={editing} />
          </Stack>
        </SimpleGrid>
        <Acts editing={editing} />
      </Stack>
    </form>
  );
}

type PartProps = { editing: PersonEditing };

function Who({ editing }: PartProps) {
  const { t } = useLanguage();
  const { form, faults, change, setValue } = editing;
  const valueOf = useValue(editing);
  return (
    <Card title={t('person.form.who')}>
      <Stack>
        <SegmentedControl
          aria-label={t('field.type')}
          value={form.type}
          onChange={(type) => change({ type: type as PersonForm['type'] })}
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
            onChange={(gender) => setValue('gender', gender ?? '')}
          />
          <TextInput {...valueOf('preferredLanguage')} placeholder="en" />
          <TextInput {...valueOf('profilePicture')} type="url" placeholder="https://" />
        </SimpleGrid>
      </Stack>
    </Card>
  );
}

function Place({ editing }: PartProps) {
  const { t } = useLanguage();
  const valueOf = useValue(editing);
  return (
    <Card title={t('group.place')}>
      <Stack>
        <TextInput {...valueOf('address')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput {...valueOf('city')} />
          <TextInput {...valueOf('country')} />
        </SimpleGrid>
      </Stack>
    </Card>
  );
}

function Identifiers({ editing }: PartProps) {
  const { t } = useLanguage();
  const valueOf = useValue(editing);
  return (
    <Card title={t('person.contacts')}>
      <Stack>
        <ContactLines {...linesOf(editing, 'email')} />
        <ContactLines {...linesOf(editing, 'phone')} />
        <TextInput {...valueOf('externalId')} description={t('person.form.identifiers')} />
      </Stack>
    </Card>
  );
}

function More({ editing: { form, faults, change, setFaults } }: PartProps) {
  const { t } = useLanguage();
  const tags = useTags().data?.map(({ name }) => name) ?? [];
  return (
    <Card title={t('person.form.more')}>
      <Stack>
        <TagsInput
          label={t('field.tags')}
          description={t('choice.tags.hint')}
          data={tags}
          value={form.tags}
          maxLength={256}
          error={faults.tags}
          onChange={(chosen) => change({ tags: chosen })}
        />
        <AttributeInputs
          values={form.attributes}
          faults={faults.attributes}
          onChange={(attributes) => {
            setFaults((now) => ({ ...now, attributes: {} }));
            change({ attributes });
          }}
        />
      </Stack>
    </Card>
  );
}

function Acts({ editing: { basis, saving } }: PartProps) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={() => void navigate(basis ? `/persons/${basis.id}` : '/persons')}>
        {t('app.cancel')}
      </Button>
      <Button type="submit" loading={saving.isPending}>
        {t(basis ? 'app.save' : 'person.new')}
      </Button>
    </Group>
  );
}
