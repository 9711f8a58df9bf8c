import { Center, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { whenSignedOut } from '../api/client';
import { SessionProvider, useSessionQuery, useTakeSession } from '../api/session';
import { useLanguage } from '../language/Language';
import { ProblemNotice } from '../parts/ProblemNotice';
import { takeLinkToken } from './linkToken';
import { Shell } from './Shell';

const SignInPage = lazy(async () => ({ default: (await import('../pages/access/SignInPage')).SignInPage }));
const LinkPage = lazy(async () => ({ default: (await import('../pages/access/LinkPage')).LinkPage }));

/** Shows the app to who is signed in, and the way in to everybody else, at any address: after the sign-in the page asked for is there. */
export function Gatehouse() {
  const [linkToken, setLinkToken] = useState(takeLinkToken);
  const session = useSessionQuery();
  const queries = useQueryClient();
  const take = useTakeSession();

  useEffect(() => {
    // a link that is opened in a window where the app already runs changes only the fragment
    const look = () => setLinkToken((current) => takeLinkToken() ?? current);
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
  useEffect(() => whenSignedOut(() => take(null)), [queries]); // eslint-disable-line react-hooks/exhaustive-deps

  if (linkToken !== null) {
    return (
      <Suspense fallback={<Waiting />}>
        <LinkPage token={linkToken} onDone={() => setLinkToken(null)} />
      </Suspense>
    );
  }
  if (session.isPending) return <Waiting />;
  if (session.isError) {
    return (
      <Center component="main" mih="100vh" p="md">
        <ProblemNotice error={session.error} onRetry={() => void session.refetch()} />
      </Center>
    );
  }
  if (session.data === null) {
    return (
      <Suspense fallback={<Waiting />}>
        <SignInPage />
      </Suspense>
    );
  }
  return (
    <SessionProvider value={session.data}>
      <Shell />
    </SessionProvider>
  );
}

function Waiting() {
  const { t } = useLanguage();
  return (
    <Center component="main" mih="100vh">
      <Loader aria-label={t('app.loading')} />
    </Center>
  );
}
