import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a sender posts to the fake vendor. */
export interface VendorCall {
  readonly channel: string;
  readonly idempotent: boolean;
  readonly uuid: string;
  readonly to: readonly string[];
  readonly text: string;
}

/** A vendor on loopback that fails in every way and remembers what really arrived. */
export interface FakeVendor {
  readonly url: string;
  /** How often this person or group got a text with this mark in it. */
  received(to: string, mark: string): number;
  /** When calls came in, by channel, milliseconds of a monotonic clock. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  calls(): number;
  close(): Promise<void>;
}

/** Targets with this in their name are always refused. */
export const REFUSED = 'refused';

type Mood = 'fine' | 'busy' | 'deaf' | 'cut' | 'slow' | 'partial';

const MOODS: readonly Mood[] = [
  ...Array<Mood>(14).fill('fine'),
  'busy',
  'deaf',
  'cut',
  'slow',
  'partial',
  'busy',
];

/** Starts it; `random` decides its moods. */
export async function startVendor(random: () => number): Promise<FakeVendor> {
  const texts = new Map<string, string[]>();
  const seen = new Set<string>();
  const times = new Map<string, number[]>();
  let calls = 0;

  const deliver = (to: string, text: string): void => {
    const inbox = texts.get(to);
    if (inbox === undefined) texts.set(to, [text]);
    else inbox.push(text);
  };

  const handle = (call: VendorCall, response: ServerResponse): void => {
    calls += 1;
    const before = times.get(call.channel);
    if (before === undefined) times.set(call.channel, [performance.now()]);
    else before.push(performance.now());
    const mood = MOODS[Math.floor(random() * MOODS.length)] ?? 'fine';
    const deaf = mood === 'busy' || mood === 'deaf';
    const results = deaf ? [] : accept(call, mood);
    if (mood === 'busy') answer(response, 429, {});
    else if (mood === 'deaf' || mood === 'cut') response.destroy();
    else if (mood === 'slow') setTimeout(() => answer(response, 200, { results }), 1_500).unref();
    else answer(response, 200, { results });
  };

  const accept = ({ idempotent, uuid, to, text }: VendorCall, mood: Mood): readonly string[] => {
    if (idempotent && seen.has(uuid)) return to.map((each) => (each.includes(REFUSED) ? 'rejected' : 'sent'));
    // One that throttles some persons of a call cannot be one that recognises the whole call again.
    const throttled = (index: number): boolean => mood === 'partial' && !idempotent && index % 3 === 1;
    seen.add(uuid);
    return to.map((each, index) => {
      if (each.includes(REFUSED)) return 'rejected';
      if (throttled(index)) return 'retry';
      deliver(each, text);
      return 'sent';
    });
  };

  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('error', () => undefined);
    request.on('end', () => handle(JSON.parse(body) as VendorCall, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/`,
    received: (to, mark) => (texts.get(to) ?? []).filter((text) => text.includes(mark)).length,
    times,
    calls: () => calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
