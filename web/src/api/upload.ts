import { csrfHeaders } from './client';
import { asProblem, Problem, problemOf, unreachable } from './problem';

/** Bytes of one piece: the server keeps whole pieces only, so smaller ones lose less when a connection breaks. */
const pieceSize = 2 * 1024 * 1024;
/** Milliseconds until a broken upload goes on; twice as long after each further failure, up to the longest. */
const firstPause = 500;
const longestPause = 8_000;

export type UploadProgress = { sent: number; isWaiting: boolean };

type UploadCall = {
  file: File;
  onProgress: (progress: UploadProgress) => void;
  signal: AbortSignal;
  /** For tests. */
  pause?: (milliseconds: number) => Promise<void>;
};

const tus = () => ({ 'Tus-Resumable': '1.0.0', ...csrfHeaders() });
const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Uploads a file by tus 1.0 in pieces, and gives the import's number. When the connection or the server is lost it waits and goes on behind
 * what arrived, until `signal` says stop. Throws a Problem when the file is refused.
 */
export async function uploadFile({ file, onProgress, signal, pause = sleep }: UploadCall): Promise<number> {
  const patience = new Patience(pause, signal, () => onProgress({ sent: offset, isWaiting: true }));
  let offset = 0;
  const address = await patience.insist(() => begin(file, signal));
  for (;;) {
    onProgress({ sent: offset, isWaiting: false });
    const answer = await patience.insist(async (isAgain) => {
      if (isAgain) offset = await offsetOf(address, signal);
      return sendPiece(address, file, offset, signal);
    });
    offset = Number(answer.headers.get('Upload-Offset'));
    const id = answer.headers.get('Upload-Id');
    if (id !== null) return Number(id);
  }
}

/** Repeats what failed for reasons that pass. */
class Patience {
  private failures = 0;
  constructor(
    private readonly pause: (milliseconds: number) => Promise<void>,
    private readonly signal: AbortSignal,
    private readonly onWait: () => void,
  ) {}

  async insist<Outcome>(act: (isAgain: boolean) => Promise<Outcome>): Promise<Outcome> {
    for (let isAgain = false; ; isAgain = true) {
      try {
        const outcome = await act(isAgain);
        this.failures = 0;
        return outcome;
      } catch (error) {
        this.signal.throwIfAborted();
        const { status } = asProblem(error);
        // 409: the server has another piece already than we believe; asking for the offset cures it
        if (status !== 0 && status !== 409 && status !== 429 && status < 500) throw error;
        this.onWait();
        await this.pause(Math.min(firstPause * 2 ** this.failures, longestPause));
        this.failures += 1;
      }
    }
  }
}

async function ask(address: string, call: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address, call);
  } catch (error) {
    throw new Problem(0, unreachable, String(error));
  }
  if (answer.ok) return answer;
  throw problemOf(answer.status, await answer.json().catch(() => undefined));
}

async function begin(file: File, signal: AbortSignal): Promise<string> {
  const name = btoa(String.fromCharCode(...new TextEncoder().encode(file.name)));
  const headers = { ...tus(), 'Upload-Length': String(file.size), 'Upload-Metadata': `filename ${name}` };
  const answer = await ask('/imports/1/uploads', { method: 'POST', headers, signal });
  return answer.headers.get('Location') ?? '';
}

async function offsetOf(address: string, signal: AbortSignal): Promise<number> {
  const answer = await ask(address, { method: 'HEAD', headers: tus(), signal });
  return Number(answer.headers.get('Upload-Offset'));
}

function sendPiece(address: string, file: File, offset: number, signal: AbortSignal): Promise<Response> {
  const headers = { ...tus(), 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' };
  return ask(address, { method: 'PATCH', headers, body: file.slice(offset, offset + pieceSize), signal });
}
