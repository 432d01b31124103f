import type { Mongo } from './connect.ts';

/** How far the database server's clock is ahead of this machine's. */
export interface ServerTime {
  /** Estimated milliseconds to add to this machine's clock to get the server's. */
  readonly offsetMs: number;
  /** The estimate is off by at most this much: half the time the question took. */
  readonly uncertaintyMs: number;
}

/** The server's time now, as `$$NOW` sees it. */
export async function serverNow({ db }: Pick<Mongo, 'db'>): Promise<Date> {
  const [answer] = await db.aggregate<{ now: Date }>([{ $documents: [{ now: '$$NOW' }] }]).toArray();
  if (answer === undefined) throw new Error('The database server did not tell its time.');
  return answer.now;
}

/** Asks the server `tries` times and keeps the quickest answer, which is the surest. `now` is this machine's clock. */
export async function estimateServerTime(
  database: Pick<Mongo, 'db'>,
  now: () => Date,
  tries = 3,
): Promise<ServerTime> {
  let best: ServerTime | undefined;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const asked = now().getTime();
    const server = (await serverNow(database)).getTime();
    const answered = now().getTime();
    const uncertaintyMs = (answered - asked) / 2;
    if (best !== undefined && best.uncertaintyMs <= uncertaintyMs) continue;
    best = { offsetMs: Math.round(server - (asked + answered) / 2), uncertaintyMs };
  }
  if (best === undefined) throw new Error('At least one try is needed.');
  return best;
}
