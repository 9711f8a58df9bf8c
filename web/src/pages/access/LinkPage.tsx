import { Alert, Button, Center, Loader, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { api, asProblem, contentOf, keepCsrfToken, type Schemas } from '../../api/client';
import { useTakeSession } from '../../api/session';
import { useLanguage } from '../../language/Language';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { useSentences } from '../../parts/useSentences';
import { AccessFrame } from './AccessFrame';

type Link = Schemas['LinkView'];
type LinkPageProps = { token: string; onDone: () => void };

/** What a one-time link is for: the first administrator, an invitation, a forgotten password. */
export function LinkPage({ token, onDone }: LinkPageProps) {
  const { t } = useLanguage();
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: () => contentOf(api.POST('/account/1/links/look', { body: { token } })),
    staleTime: Infinity,
  });
  if (link.isPending) {
    return (
      <Center component="main" mih="100vh">
        <Loader aria-label={t('app.loading')} />
      </Center>
    );
  }
  if (link.isError) {
    const isGone = asProblem(link.error).status === 401;
    return (
      <AccessFrame title={t(isGone ? 'link.gone' : 'problem.title')} {...(isGone && { text: t('link.gone.do') })}>
        <Stack>
          {!isGone && <ProblemNotice error={link.error} onRetry={() => void link.refetch()} />}
          <Button onClick={onDone}>{t('link.toSignIn')}</Button>
        </Stack>
      </AccessFrame>
    );
  }
  return <LinkForm token={token} link={link.data} onDone={onDone} />;
}

/** Redeems the link, and gives the first administrator the address of a person instead of the one that stands for him. */
function useRedeem(token: string, link: Link, onDone: () => void) {
  const take = useTakeSession();
  return useMutation({
    mutationFn: async ({ email, password }: { email: string; password: string }) => {
      const session = await contentOf(
        api.POST('/account/1/links/redeem', { body: { token, password, carrier: 'COOKIE' } }),
      );
      keepCsrfToken(session.csrfToken);
      if (!session.user || email === link.email) return session;
      const call = api.PATCH('/account/1/users/{id}', { params: { path: { id: session.user.id } }, body: { email } });
      const user = await contentOf(call);
      return { ...session, name: user.email, user };
    },
    onSuccess: (session) => {
      take(session);
      onDone();
    },
  });
}

const shortestPassword = 8;

function LinkForm({ token, link, onDone }: LinkPageProps & { link: Link }) {
  const { t } = useLanguage();
  const isFirst = link.purpose === 'FIRST_ADMINISTRATOR';
  const redeem = useRedeem(token, link, onDone);
  const sentences = useSentences();
  const [email, setEmail] = useState(isFirst ? '' : link.email);
  const [password, setPassword] = useState('');
  const [isChecked, setChecked] = useState(false);
  const wrongEmail = isFirst && !/^\S+@\S+\.\S+$/.test(email.trim());
  const wrongPassword = Array.from(password).length < shortestPassword;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!wrongEmail && !wrongPassword) redeem.mutate({ email: email.trim(), password });
  };
  const kind = { FIRST_ADMINISTRATOR: 'first', INVITATION: 'invitation', PASSWORD_RESET: 'reset' } as const;
  const words = kind[link.purpose];
  return (
    <AccessFrame title={t(`link.${words}.title`)} text={t(`link.${words}.text`, { email: link.email })}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {redeem.isError && (
            <Alert role="alert" color="red" variant="outline" icon={<CircleAlert aria-hidden />}>
              {sentences.ofTrouble(redeem.error)}
            </Alert>
          )}
          <TextInput
            label={t(isFirst ? 'link.email' : 'signIn.email')}
            {...(isFirst && { description: t('link.email.hint') })}
            type="email"
            autoComplete="username"
            readOnly={!isFirst}
            autoFocus={isFirst}
            value={email}
            error={isChecked && wrongEmail && t('link.email.wrong')}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('link.password')}
            description={t('link.password.hint')}
            autoComplete="new-password"
            autoFocus={!isFirst}
            value={password}
            error={isChecked && wrongPassword && t('link.password.short')}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="md" fullWidth loading={redeem.isPending}>
            {t(isFirst ? 'link.first.act' : 'link.act')}
          </Button>
        </Stack>
      </form>
    </AccessFrame>
  );
}
