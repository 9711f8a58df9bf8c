import createClient, { type Middleware } from 'openapi-fetch';
import { asProblem, Problem, problemOf } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

let csrfToken = '';
let onSignedOut: () => void = () => undefined;

/** What changes must carry beside the cookie. */
export function keepCsrfToken(token: string | undefined) {
  csrfToken = token ?? '';
}
/** Called when the server does not know the session any more. */
export function whenSignedOut(act: () => void) {
  onSignedOut = act;
}
export function csrfHeaders(): Record<string, string> {
  return csrfToken ? { 'X-CSRF-Token': csrfToken } : {};
}

const session: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(csrfHeaders())) request.headers.set(name, value);
    return request;
  },
  onResponse({ response, schemaPath }) {
    // a wrong password is no end of a session
    if (response.status === 401 && !/\/session$|\/links\/|\/password$/.test(schemaPath)) onSignedOut();
    return response;
  },
};

/** The server's API, typed from its own description. */
export const api = createClient<paths>({ baseUrl: window.location.origin });
api.use(session);

type Answer<Content> = { data?: Content; error?: unknown; response: Response };

/** The content of an answer; everything else is thrown as a Problem. */
export async function contentOf<Content>(call: Promise<Answer<Content>>): Promise<Content> {
  let answer: Answer<Content>;
  try {
    answer = await call;
  } catch (error) {
    throw asProblem(error);
  }
  if (!answer.response.ok) throw problemOf(answer.response.status, answer.error);
  return answer.data as Content;
}

/** Whether asking again may help: the network failed, or the server was busy. */
export function isPassing(error: unknown): boolean {
  const { status } = asProblem(error);
  return status === 0 || status === 429 || status >= 500;
}

export { asProblem, Problem };
