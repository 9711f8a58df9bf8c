import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { changeImport, orderImport, type Change, type Import, type Sending } from '../../api/imports';

/** Milliseconds that a choice rests before it is sent, so that several in a row are one. */
const rest = 400;

/** Sends changes one after the other: what comes while one is under way waits, and the newest value of each member counts. */
export class SavingQueue {
  private waiting: Change | null = null;
  private sent: Change | null = null;
  private running: Promise<void> | null = null;
  constructor(
    private readonly send: (change: Change, sending: Sending) => Promise<void>,
    private readonly onTrouble: (trouble: unknown) => void,
  ) {}

  add(change: Change): void {
    this.waiting = { ...this.waiting, ...change };
  }

  /** Resolves when nothing waits any more; tells whether everything was taken. */
  async flush(): Promise<boolean> {
    let isTaken = true;
    while (this.waiting || this.running) {
      if (this.running) {
        await this.running;
        continue;
      }
      const change = this.waiting ?? {};
      this.waiting = null;
      this.sent = change;
      this.running = this.send(change, 'staying')
        .then(() => this.onTrouble(null))
        .catch((trouble: unknown) => {
          isTaken = false;
          this.onTrouble(trouble);
        })
        .finally(() => (this.running = this.sent = null));
    }
    return isTaken;
  }

  /** Sends at once, as the page goes away, what waits and what has no answer yet: a call that is under way may end with the page. */
  leave(): void {
    const change = this.waiting || this.sent ? { ...this.sent, ...this.waiting } : null;
    this.waiting = null;
    if (change) void this.send(change, 'leaving').catch(() => undefined);
  }
}

/** Keeps an import's choices at the server while they are made, so that one can leave and come back, and every row is checked meanwhile. */
export function useSaving(shown: Import) {
  const queries = useQueryClient();
  const [trouble, setTrouble] = useState<unknown>(null);
  const isOrdered = useRef(shown.request !== null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { id } = shown;

  const send = useCallback(
    async (change: Change, sending: Sending) => {
      const changed = isOrdered.current
        ? await changeImport(id, change, sending)
        : await orderImport(orderOf(id, change), sending);
      isOrdered.current = true;
      // a look that began before the change would put the plan of before in its place, and nobody would look again
      await queries.cancelQueries({ queryKey: ['import', id] });
      queries.setQueryData(['import', id], changed);
    },
    [id, queries],
  );
  const [queue] = useState(() => new SavingQueue(send, setTrouble));
  useEffect(() => {
    const leave = () => queue.leave();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      clearTimeout(timer.current);
      void queue.flush();
    };
  }, [queue]);

  const save = useCallback(
    (change: Change) => {
      queue.add(change);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void queue.flush(), rest);
    },
    [queue],
  );
  return { save, flush: () => queue.flush(), trouble };
}

/** The first order of an import, of what a change says. */
function orderOf(uploadId: number, { reading, columns, ...choices }: Change) {
  return { uploadId, recipe: { reading: reading ?? null, columns: columns ?? null }, ...choices };
}
