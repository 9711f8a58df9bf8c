import { Skeleton } from '@mantine/core';
import { UserX } from 'lucide-react';
import { useNavigate, useParams } from 'react-router';
import { asProblem } from '../../api/client';
import { useForgetPersons, useStoredPerson } from '../../api/persons';
import { useMay } from '../../api/session';
import { useLanguage } from '../../language/Language';
import { BackLink } from '../../parts/BackLink';
import { Card } from '../../parts/Card';
import { EmptyState } from '../../parts/EmptyState';
import { NotAllowed } from '../../parts/NotAllowed';
import { Page } from '../../parts/Page';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { PersonFields } from './PersonFields';

/** Makes a new profile. */
export function NewPersonPage() {
  const { t } = useLanguage();
  const may = useMay();
  if (!may('people:manage')) return <NotAllowed title={t('person.new')} />;
  return (
    <Page title={t('person.new')} text={<BackLink to="/persons">{t('person.back')}</BackLink>}>
      <PersonFields />
    </Page>
  );
}

/** Changes a profile. */
export function EditPersonPage() {
  const { t } = useLanguage();
  const may = useMay();
  const navigate = useNavigate();
  const id = Number(useParams()['id']);
  const person = useStoredPerson(id);
  const forget = useForgetPersons();
  const isGone = person.isError && asProblem(person.error).status === 404;
  if (!may('people:manage')) return <NotAllowed title={t('person.edit')} />;
  return (
    <Page title={t('person.edit')} text={<BackLink to={`/persons/${id}`}>{t('app.back')}</BackLink>}>
      {person.isPending && <Skeleton height={320} radius="lg" />}
      {isGone && (
        <Card>
          <EmptyState icon={<UserX />} title={t('person.gone')} text={t('person.gone.text')} />
        </Card>
      )}
      {person.isError && !isGone && <ProblemNotice error={person.error} onRetry={() => void person.refetch()} />}
      {person.data && (
        <PersonFields
          key={id}
          stored={person.data}
          onReload={() => {
            void forget();
            void navigate(`/persons/${id}`);
          }}
        />
      )}
    </Page>
  );
}
