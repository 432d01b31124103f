/** How a command ended. */
export type Ack =
  | {
      readonly kind: 'acked';
      readonly errcode: number;
      readonly errmsg: string | undefined;
      readonly body: unknown;
    }
  /** Not one byte of it was written. */
  | { readonly kind: 'unsent' }
  /** Written, and then time ran out or the connection broke: it may have arrived. */
  | { readonly kind: 'unanswered' };

/** Commands under way on one connection. */
export interface Requests {
  /** Queues a command; commands of one req_id go one after the other. Never throws. */
  send(reqId: string, frame: object): Promise<Ack>;
  /** Hands in an answer; false when nobody waits for it. */
  settle(reqId: string, answer: Omit<Extract<Ack, { kind: 'acked' }>, 'kind'>): boolean;
  /** The connection is gone: ends everything. */
  end(): void;
}

interface Waiting {
  readonly frame: object;
  readonly resolve: (ack: Ack) => void;
  timer?: NodeJS.Timeout;
}

/** Commands of one req_id; `queue[0]` is written, the others wait for its answer. */
interface Row {
  readonly queue: Waiting[];
  /** Answers that were given up and may still come: the next ones are theirs. */
  owed: number;
}

/**
 * Matches answers to commands. The vendor gives no more than the req_id to go by, and replies to one message
 * share it, hence the rows. `write` returns false when the socket takes nothing any more.
 */
export function createRequests(write: (frame: object) => boolean, ackMs: number): Requests {
  const rows = new Map<string, Row>();
  let ended = false;

  const finish = (reqId: string, row: Row, ack: Ack): void => {
    const first = row.queue.shift();
    clearTimeout(first?.timer);
    first?.resolve(ack);
    if (row.queue.length > 0) writeFirst(reqId, row);
    else if (row.owed === 0) rows.delete(reqId);
  };

  const writeFirst = (reqId: string, row: Row): void => {
    const first = row.queue[0];
    if (first === undefined) return;
    if (!write(first.frame)) {
      finish(reqId, row, { kind: 'unsent' });
      return;
    }
    first.timer = setTimeout(() => {
      row.owed += 1;
      finish(reqId, row, { kind: 'unanswered' });
    }, ackMs);
  };

  return {
    send: (reqId, frame) =>
      new Promise((resolve) => {
        if (ended) return resolve({ kind: 'unsent' });
        const row = rows.get(reqId) ?? { queue: [], owed: 0 };
        rows.set(reqId, row);
        row.queue.push({ frame, resolve });
        if (row.queue.length === 1) writeFirst(reqId, row);
      }),
    settle: (reqId, answer) => {
      const row = rows.get(reqId);
      if (row === undefined) return false;
      if (row.owed > 0) row.owed -= 1;
      else finish(reqId, row, { kind: 'acked', ...answer });
      return true;
    },
    end: () => {
      ended = true;
      for (const { queue } of rows.values()) {
        for (const [place, { timer, resolve }] of queue.entries()) {
          clearTimeout(timer);
          resolve({ kind: place === 0 ? 'unanswered' : 'unsent' });
        }
      }
      rows.clear();
    },
  };
}
