import { Anchor, Button, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { Mail, Pencil, Phone, UserX } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { asProblem } from '../../api/client';
import { instantOf, titleOf, usePerson, useStoredPerson, type Person } from '../../api/persons';
import { useMay } from '../../api/session';
import { useFormat, useLanguage } from '../../language/Language';
import { BackLink } from '../../parts/BackLink';
import { Card } from '../../parts/Card';
import { EmptyState } from '../../parts/EmptyState';
import { Facts } from '../../parts/Facts';
import { Page } from '../../parts/Page';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { PersonActivity } from './PersonActivity';
import classes from './PersonTable.module.css';

/** Everything that is known of one person. */
export function PersonPage() {
  const { t } = useLanguage();
  const person = usePerson(Number(useParams()['id']));
  if (person.data) return <Profile person={person.data} />;
  const isGone = person.isError && asProblem(person.error).status === 404;
  return (
    <Page title={t('persons.title')} text={<BackLink to="/persons">{t('person.back')}</BackLink>}>
      {person.isPending && <Skeleton height={220} radius="lg" />}
      {isGone && (
        <Card>
          <EmptyState icon={<UserX />} title={t('person.gone')} text={t('person.gone.text')} />
        </Card>
      )}
      {person.isError && !isGone && <ProblemNotice error={person.error} onRetry={() => void person.refetch()} />}
    </Page>
  );
}

const simpleFields = ['firstName', 'middleName', 'lastName', 'nickName', 'externalId', 'address', 'city'] as const;

function Profile({ person }: { person: Person }) {
  const { t, locale } = useLanguage();
  const may = useMay();
  const country =
    person.country && /^[A-Z]{2}$/.test(person.country)
      ? new Intl.DisplayNames(locale, { type: 'region' }).of(person.country)
      : person.country;
  const title = titleOf(person) || t('persons.noName');
  return (
    <Page
      title={title}
      text={<BackLink to="/persons">{t('person.back')}</BackLink>}
      acts={
        may('people:manage') && (
          <Button
            component={Link}
            to={`/persons/edit/${person.id}`}
            variant="default"
            leftSection={<Pencil size={16} aria-hidden />}
          >
            {t('person.edit.act')}
          </Button>
        )
      }
    >
      <Stack gap="lg">
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
          <Card title={t('person.overview')}>
            <Facts
              facts={[
                [t('field.type'), t(`persons.${person.type}`)],
                ...simpleFields.map((field) => [t(`field.${field}`), person[field]] as const),
                [t('field.country'), country],
                [t('field.birthDate'), person.birthDate],
                [t('field.gender'), person.gender && t(`persons.${person.gender}`)],
                [t('field.preferredLanguage'), person.preferredLanguage],
                [t('field.profilePicture'), person.profilePicture && <Picture address={person.profilePicture} />],
              ]}
            />
          </Card>
          <Stack gap="lg">
            <Contacts person={person} />
            <Card title={t('person.tags')}>
              {person.tags.length === 0 && <Nothing />}
              {person.tags.map((tag) => (
                <Link key={tag} to={`/persons?tag=${encodeURIComponent(tag)}`} className={classes.tag}>
                  {tag}
                </Link>
              ))}
            </Card>
          </Stack>
          <Attributes id={person.id} />
          <System person={person} />
        </SimpleGrid>
        <PersonActivity id={person.id} />
      </Stack>
    </Page>
  );
}

/** The custom attributes as they are stored: a number of many digits is no number of the browser's. */
function Attributes({ id }: { id: number }) {
  const { t } = useLanguage();
  const stored = useStoredPerson(id);
  const attributes = stored.data?.values.filter(({ type }) => type !== undefined) ?? [];
  const shown = (type: string | undefined, value: string) =>
    type === 'BOOLEAN' ? t(value === 'true' ? 'person.form.true' : 'person.form.false') : value;
  return (
    <Card title={t('person.attributes')}>
      {stored.data && attributes.length === 0 && <Nothing />}
      <Facts facts={attributes.map(({ field, type, value }) => [field, shown(type, value)] as const)} />
    </Card>
  );
}

/** Where a picture is. It is not fetched: its host would learn who is looked at. */
function Picture({ address }: { address: string }) {
  if (!/^https?:\/\//.test(address)) return <>{address}</>;
  return (
    <Anchor href={address} target="_blank" rel="noreferrer" size="sm">
      {address}
    </Anchor>
  );
}

function System({ person }: { person: Person }) {
  const { t } = useLanguage();
  const format = useFormat();
  const stored = useStoredPerson(person.id).data;
  const words = (at: string, by: string | undefined) =>
    [format.moment(instantOf(at)), by && t('person.activity.by', { name: by })].filter(Boolean).join(', ');
  return (
    <Card title={t('person.system')}>
      <Facts
        facts={[
          [t('person.id'), String(person.id)],
          [t('persons.created'), words(person.createdAt, stored?.createdBy)],
          [t('persons.updated'), words(person.modifiedAt, stored?.modifiedBy)],
        ]}
      />
    </Card>
  );
}

function Nothing() {
  const { t } = useLanguage();
  return (
    <Text size="sm" c="dimmed">
      {t('person.none')}
    </Text>
  );
}

function Contacts({ person }: { person: Person }) {
  const { t } = useLanguage();
  const { email, phone } = person.contactInformation;
  return (
    <Card title={t('person.contacts')}>
      <Stack gap="xs">
        {!email && !phone && <Nothing />}
        {email?.map(({ address }) => (
          <Group key={address} gap="sm" wrap="nowrap">
            <Mail size={16} aria-label={t('field.email')} />
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {address}
            </Text>
          </Group>
        ))}
        {phone?.map(({ number }) => (
          <Group key={number} gap="sm" wrap="nowrap">
            <Phone size={16} aria-label={t('field.phone')} />
            <Text size="sm" className="numbers">
              +{number}
            </Text>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
