import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { api, contentOf, keepCsrfToken, Problem, type Schemas } from './client';

export type Session = Schemas['Session'];
export type Scope = Schemas['Scope'];

const key = ['session'];
/** Whether this browser signed in before: without it nothing is asked, as the answer would be no. */
const mark = 'muster.signed-in';

function remembers(): boolean {
  return window.localStorage.getItem(mark) !== null;
}

async function findSession(): Promise<Session | null> {
  if (!remembers()) return null;
  try {
    const session = await contentOf(api.GET('/account/1/session'));
    keepCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    window.localStorage.removeItem(mark);
    return null;
  }
}

/** Who is signed in; null: nobody. */
export function useSessionQuery() {
  return useQuery({ queryKey: key, queryFn: findSession, staleTime: Infinity });
}

/** Takes over a session that just began, or null for one that ended. */
export function useTakeSession() {
  const queries = useQueryClient();
  return (session: Session | null) => {
    keepCsrfToken(session?.csrfToken);
    if (session) window.localStorage.setItem(mark, '1');
    else {
      window.localStorage.removeItem(mark);
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== key[0] });
    }
    queries.setQueryData(key, session);
  };
}

export function useSignIn() {
  const take = useTakeSession();
  return useMutation({
    mutationFn: (body: { email: string; password: string; accountId?: number }) =>
      contentOf(api.POST('/account/1/session', { body: { ...body, carrier: 'COOKIE' } })),
    onSuccess: take,
  });
}

export function useSignOut() {
  const take = useTakeSession();
  return useMutation({
    mutationFn: () => contentOf(api.DELETE('/account/1/session')),
    onSuccess: () => take(null),
  });
}

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

/** The session of a signed-in page. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('A page for signed-in users was shown without a session.');
  return session;
}

/** What the signed-in user may do. */
export function useMay() {
  const { scopes } = useSession();
  return (scope: Scope) => scopes.includes(scope);
}
