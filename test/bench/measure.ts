import type { mongo } from 'mongoose';
import { type Client, type Program, processorSeconds, residentMiB, type Server } from './processes.ts';
import type { Asked, Variant } from './variants.ts';

/** How much is said in a round. */
export interface Amount {
  readonly messages: number;
  readonly atOnce: number;
}

/** One round of one variant. Times are of one message. */
export interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of processor: of the server that was asked, and of the engine. */
  readonly own: number;
  readonly engine: number;
  /** Commands that the engine was given, in all and by name. */
  readonly commands: number;
  readonly byName: Readonly<Record<string, number>>;
  readonly refused: number;
  readonly rss: number;
}

/** Everything that takes part. */
export interface World {
  readonly servers: Readonly<Record<Asked, Server>>;
  readonly program: Program;
  readonly client: Client;
  readonly admin: mongo.Db;
}

/** Commands the engine has carried out so far, by its own count. */
async function commandsSoFar(admin: mongo.Db): Promise<ReadonlyMap<string, number>> {
  const { metrics } = (await admin.command({ serverStatus: 1 })) as {
    metrics: { commands: Record<string, { total?: unknown }> };
  };
  return new Map(
    Object.entries(metrics.commands)
      .filter(([name]) => !['serverStatus', 'hello', 'isMaster'].includes(name))
      .map(([name, { total = 0 }]) => [name, Number(total)]),
  );
}

let said = 0;

/** Says so many messages of a variant, and measures what they cost. */
export async function measure(
  { servers, program, client, admin }: World,
  variant: Variant,
  { messages, atOnce }: Amount,
): Promise<Round> {
  const one = variant.chain(said).length;
  const chains = Array.from({ length: Math.ceil(messages / one) }, () => {
    said += 1;
    return variant.chain(said);
  });
  const server = servers[variant.asks];
  const [own, engine, commands] = await Promise.all([
    processorSeconds(server.pid),
    processorSeconds(program.enginePid),
    commandsSoFar(admin),
  ]);
  const { seconds, took, refused } = await client.run({ port: server.port, atOnce, chains });
  const [ownAfter, engineAfter, commandsAfter] = await Promise.all([
    processorSeconds(server.pid),
    processorSeconds(program.enginePid),
    commandsSoFar(admin),
  ]);
  const given = [...commandsAfter].map(
    ([name, n]) => [name, (n - (commands.get(name) ?? 0)) / took.length] as const,
  );
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return {
    perSecond: took.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    own: ((ownAfter - own) / took.length) * 1_000,
    engine: ((engineAfter - engine) / took.length) * 1_000,
    commands: given.reduce((sum, [, n]) => sum + n, 0),
    byName: Object.fromEntries(given.filter(([, n]) => n > 0.01)),
    refused,
    rss: await residentMiB(server.pid),
  };
}

/** The middle one of each figure: a single slow round says nothing. */
export function medianRound(rounds: readonly Round[]): Round {
  const middle = (of: (round: Round) => number) =>
    rounds.map(of).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
  return {
    perSecond: middle((round) => round.perSecond),
    p50: middle((round) => round.p50),
    p99: middle((round) => round.p99),
    own: middle((round) => round.own),
    engine: middle((round) => round.engine),
    commands: middle((round) => round.commands),
    byName: rounds[0]?.byName ?? {},
    refused: Math.max(...rounds.map((round) => round.refused)),
    rss: middle((round) => round.rss),
  };
}
