import { afterEach, describe, expect, it, vi } from 'vitest';
import { uploadFile } from './upload';

const mega = 1024 * 1024;

/** A tus server that fails when told to. */
class TusServer {
  received = 0;
  failures: ('network' | 500 | 'lostAnswer')[] = [];
  calls: string[] = [];
  constructor(private readonly size: number) {}

  readonly fetch = (address: string, call: RequestInit): Promise<Response> => {
    const method = call.method ?? 'GET';
    this.calls.push(method);
    const headers = new Headers(call.headers);
    if (method === 'POST') return Promise.resolve(answer(201, { Location: '/imports/1/uploads/token' }));
    expect(address).toBe('/imports/1/uploads/token');
    if (method === 'HEAD') return Promise.resolve(answer(200, { 'Upload-Offset': String(this.received) }));
    const failure = this.failures.shift();
    if (failure === 'network') return Promise.reject(new TypeError('Failed to fetch'));
    if (failure === 500) return Promise.resolve(answer(500, {}));
    expect(Number(headers.get('Upload-Offset'))).toBe(this.received);
    this.received += (call.body as Blob).size;
    if (failure === 'lostAnswer') return Promise.reject(new TypeError('Failed to fetch'));
    const isWhole = this.received === this.size;
    return Promise.resolve(
      answer(204, { 'Upload-Offset': String(this.received), ...(isWhole && { 'Upload-Id': '7' }) }),
    );
  };
}

function answer(status: number, headers: Record<string, string>): Response {
  return new Response(null, { status, headers });
}

function upload(server: TusServer, size: number, signal = new AbortController().signal) {
  vi.stubGlobal('fetch', server.fetch);
  const told: string[] = [];
  const file = new File([new Uint8Array(size)], 'žena.csv');
  const onProgress = ({ sent, isWaiting }: { sent: number; isWaiting: boolean }) =>
    told.push(`${sent / mega}${isWaiting ? ' waits' : ''}`);
  const done = uploadFile({ file, onProgress, signal, pause: () => Promise.resolve() });
  return { done, told };
}

afterEach(() => vi.unstubAllGlobals());

describe('uploadFile', () => {
  it('sends pieces in order and gives the number of the import', async () => {
    const server = new TusServer(5 * mega);
    const { done, told } = upload(server, 5 * mega);
    expect(await done).toBe(7);
    expect(server.calls).toEqual(['POST', 'PATCH', 'PATCH', 'PATCH']);
    expect(told).toEqual(['0', '2', '4']);
  });

  it('goes on behind what arrived', async () => {
    const server = new TusServer(5 * mega);
    server.failures = ['network', 'lostAnswer', 500];
    const { done, told } = upload(server, 5 * mega);
    expect(await done).toBe(7);
    expect(server.received).toBe(5 * mega);
    expect(told.filter((line) => line.endsWith('waits'))).toHaveLength(3);
  });

  it('throws what the server says of a file that it refuses', async () => {
    const body = JSON.stringify({ detail: 'This is a picture.', code: 'FORMAT_UNKNOWN' });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status: 415 })));
    const call = { file: new File(['x'], 'a.png'), onProgress: () => undefined, signal: new AbortController().signal };
    await expect(uploadFile(call)).rejects.toMatchObject({ status: 415, message: 'This is a picture.' });
  });

  it('stops when it is told to', async () => {
    const server = new TusServer(mega);
    server.failures = ['network', 'network', 'network'];
    const stop = new AbortController();
    const { done } = upload(server, mega, stop.signal);
    stop.abort();
    await expect(done).rejects.toMatchObject({ name: 'AbortError' });
  });
});
