import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { asProblem } from '../../api/client';
import { useSignIn } from '../../api/session';
import { useLanguage } from '../../language/Language';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { AccessFrame } from './AccessFrame';

export function SignInPage() {
  const { t } = useLanguage();
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    signIn.mutate({ email: email.trim(), password });
  };
  return (
    <AccessFrame title={t('signIn.title')}>
      <form onSubmit={submit}>
        <Stack>
          {signIn.isError && <Refusal error={signIn.error} />}
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="md" fullWidth loading={signIn.isPending}>
            {t('signIn.act')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('signIn.first')}
          </Text>
        </Stack>
      </form>
    </AccessFrame>
  );
}

function Refusal({ error }: { error: unknown }) {
  const { t } = useLanguage();
  const { status } = asProblem(error);
  if (status !== 401 && status !== 429) return <ProblemNotice error={error} />;
  return (
    <Alert role="alert" color="red" variant="outline" icon={<CircleAlert aria-hidden />}>
      {t(status === 401 ? 'signIn.wrong' : 'signIn.tooOften')}
    </Alert>
  );
}
