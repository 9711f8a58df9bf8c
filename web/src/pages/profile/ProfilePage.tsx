import {
  Button,
  PasswordInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { api, contentOf } from '../../api/client';
import { useSession, useTakeSession, type Session } from '../../api/session';
import { isLocale, languageNames } from '../../language/catalogues';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { Facts } from '../../parts/Facts';
import { Page } from '../../parts/Page';
import { useSentences } from '../../parts/useSentences';
import { useTelling } from '../../parts/useTelling';

export function ProfilePage() {
  const { t } = useLanguage();
  const session = useSession();
  return (
    <Page title={t('profile.title')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Stack gap="lg">
          <Card>
            <Facts
              facts={[
                [t('profile.signedInAs'), session.name],
                [t('profile.role'), session.user && t(`profile.role.${session.user.role}`)],
                [t('profile.account'), session.account.name],
              ]}
            />
          </Card>
          <Look />
        </Stack>
        {session.user && <PasswordChange isSet={session.user.passwordSet} />}
      </SimpleGrid>
    </Page>
  );
}

function Look() {
  const { t, locale, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Card title={t('profile.look')}>
      <Stack>
        <Select
          label={t('app.language')}
          data={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
          value={locale}
          allowDeselect={false}
          onChange={(chosen) => isLocale(chosen) && choose(chosen)}
        />
        <div>
          <Text size="sm" fw={500} mb={4} id="scheme-label">
            {t('app.scheme')}
          </Text>
          <SegmentedControl
            aria-labelledby="scheme-label"
            fullWidth
            value={colorScheme}
            onChange={(value) => setColorScheme(value as MantineColorScheme)}
            data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`app.scheme.${value}`) }))}
          />
        </div>
      </Stack>
    </Card>
  );
}

function PasswordChange({ isSet }: { isSet: boolean }) {
  const { t } = useLanguage();
  const tell = useTelling();
  const take = useTakeSession();
  const sentences = useSentences();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () =>
      contentOf<Session | undefined>(
        api.PUT('/account/1/password', { body: { ...(isSet && { currentPassword: current }), newPassword: next } }),
      ),
    onSuccess: (session) => {
      if (session) take(session);
      setCurrent('');
      setNext('');
      tell(t('profile.changed'));
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Card title={t('profile.password')}>
      <form onSubmit={submit}>
        <Stack>
          {isSet && (
            <PasswordInput
              label={t('profile.current')}
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={current}
              onChange={(event) => setCurrent(event.currentTarget.value)}
            />
          )}
          <PasswordInput
            label={t('link.password')}
            description={t('link.password.hint')}
            autoComplete="new-password"
            required
            withAsterisk={false}
            value={next}
            error={change.isError && sentences.ofTrouble(change.error)}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          <div>
            <Button type="submit" loading={change.isPending}>
              {t('profile.password')}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  );
}
