/** What went wrong with a call, in words for people, whatever envelope it came in. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** What is wrong with single properties of a request, by their paths. */
    readonly faults: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'Problem';
  }
}

/** No answer came at all: the server is down, or the network. */
export const unreachable = 'UNREACHABLE';

type Members = Record<string, unknown>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** The People API's version 2: the sentences of its single faults say more than its general one. */
function ofVersion2(body: Members, status: number): Problem | undefined {
  const requestError = body['requestError'];
  const exception = isMembers(requestError) ? requestError['serviceException'] : undefined;
  if (!isMembers(exception)) return undefined;
  const told = isMembers(exception['validationErrors']) ? Object.entries(exception['validationErrors']) : [];
  const faults = told.map(([path, all]) => [path, [all].flat().filter((one) => typeof one === 'string')] as const);
  const sentences = faults.flatMap(([, all]) => all);
  const message = sentences.length > 0 ? sentences.join(' ') : text(exception['text']);
  return new Problem(
    status,
    text(exception['messageId']) ?? 'UNKNOWN',
    message ?? `The server answered with ${status}.`,
    Object.fromEntries(faults.map(([path, all]) => [path, all.join(' ')])),
  );
}

/** The problem that an answer's body tells: RFC 9457, or an envelope of the People API. */
export function problemOf(status: number, body: unknown): Problem {
  if (isMembers(body)) {
    const version2 = ofVersion2(body, status);
    if (version2) return version2;
    const message = text(body['detail']) ?? text(body['message']) ?? text(body['title']);
    if (message) return new Problem(status, text(body['code']) ?? 'UNKNOWN', message);
  }
  return new Problem(status, 'UNKNOWN', `The server answered with ${status} and no reason.`);
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, unreachable, error instanceof Error ? error.message : String(error));
}
