import { Agent, request } from 'node:http';
import type { Callback } from './callbacks.ts';

/** What a client is told to do: each chain is said by one person, one line after the other. */
export interface Task {
  readonly port: number;
  readonly atOnce: number;
  readonly chains: readonly (readonly Callback[])[];
}

/** What came of it. */
export interface Outcome {
  readonly seconds: number;
  /** Milliseconds of each answer, in no order. */
  readonly took: readonly number[];
  /** Answers that were none: another status than 200. */
  readonly refused: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

function send(port: number, { path, headers, body }: Callback): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = Buffer.byteLength(body);
    const going = request(
      {
        host: '127.0.0.1',
        port,
        path,
        agent,
        method: 'POST',
        headers: { ...headers, 'content-length': length },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    going.on('error', reject);
    going.end(body);
  });
}

async function run({ port, atOnce, chains }: Task): Promise<Outcome> {
  const took: number[] = [];
  let refused = 0;
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let chain = chains[next++]; chain !== undefined; chain = chains[next++])
      for (const callback of chain) {
        const begun = performance.now();
        if ((await send(port, callback)) !== 200) refused += 1;
        took.push(performance.now() - begun);
      }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { seconds: (performance.now() - begun) / 1_000, took, refused };
}

process.on('message', (task: Task) => void run(task).then((outcome) => process.send?.(outcome)));
