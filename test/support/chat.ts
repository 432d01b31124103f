import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { App } from '../../src/app.ts';
import { type IncomingMessage, messageKey, type PlatformId } from '../../src/chat/message.ts';
import { unpackReply } from '../../src/chat/reply.ts';
import { assemble } from '../../src/compose/assemble.ts';
import type { Base } from '../../src/compose/base.ts';
import { openDatabase } from '../../src/compose/open-database.ts';
import type { Parts } from '../../src/compose/parts.ts';
import type { EntryContext } from '../../src/inbox/types.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { giveBack, takeDatabase } from './database.ts';
import { type ProgramOptions, testConfig } from './program.ts';

type Named = Pick<IncomingMessage, 'platform' | 'id'>;

/** What a chat is started with. */
export type ChatOptions = Pick<ProgramOptions, 'county' | 'env' | 'clock' | 'log'>;

/** Something said by somebody: in a group, or in the single chat with the bot. */
export interface Heard {
  readonly platform: PlatformId;
  readonly sender: string;
  readonly group?: string;
  /** What is quoted with it. */
  readonly quote?: string;
  /** What comes with it; without words it is a message of pictures alone. */
  readonly attachments?: IncomingMessage['attachments'];
  /** Message id; a new one when absent. The same id again is the same message run again. */
  readonly id?: string;
}

/** The program's conversations alone: all its parts on a real database, but nothing that travels or ticks by itself. */
export interface TestChat {
  readonly app: Pick<App, 'built' | 'database' | 'outbox' | 'tick'>;
  /** What it is built on, and of. */
  readonly base: Base;
  readonly parts: Parts;
  /** What is answered; the lines as a reader sees them, `''` for nothing. */
  hear(text: string, heard: Heard): Promise<string>;
  /** Names of what was frozen for a message, each of which is a write in its inbox entry. */
  frozen(message: Named): readonly string[];
  /** Lets go, and gives the database back. */
  stop(): Promise<void>;
}

/** Builds the program as its start does, and stops before anything of it is opened to the outside. */
export async function startChat(options: ChatOptions = {}): Promise<TestChat> {
  const clock = options.clock ?? systemClock;
  const log = options.log ?? createLog('silent');
  const dbName = takeDatabase();
  const { config, folder } = await testConfig(dbName, options);
  const database = await openDatabase(config, log, () => {});
  const metrics = createMetrics({ process: false });
  const base = { config, database, clock, log, metrics };
  const parts = await assemble(base, () => {});
  const { services, county, outbox, scheduler, refusals, work } = parts;
  const entries = createEntries();
  return {
    base,
    parts,
    app: { built: { services, county }, database, outbox, tick: scheduler.tick },
    hear: async (text, heard) => {
      const message = messageOf(text, heard, clock.now());
      return tidy(unpackReply(await work(message, entries.of(message))).text);
    },
    frozen: entries.names,
    stop: async () => {
      await scheduler.stop();
      await outbox.stop();
      await services.contacts.settled();
      await refusals.settled();
      await giveBack(database.mongo, dbName);
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The lines as a reader sees them: the platforms' own line-break marks taken away. */
export function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function messageOf(
  text: string,
  { platform, sender, group, quote, id, attachments = [] }: Heard,
  receivedAt: Date,
): IncomingMessage {
  return {
    platform,
    id: id ?? randomBytes(8).toString('hex'),
    kind: text === '' && attachments.length > 0 ? 'media' : 'text',
    chat: group === undefined ? { kind: 'single', id: sender } : { kind: 'group', id: group },
    sender: { id: sender, outsider: false },
    text: text.trim(),
    attachments,
    ...(quote === undefined ? {} : { quote: { text: quote, attachments: [] } }),
    reply: {},
    receivedAt,
  };
}

/** What the inbox freezes of each message, kept here for as long as the chat lives. */
function createEntries() {
  const messages = new Map<string, Map<string, string>>();
  return {
    names: (message: Named): readonly string[] => [...(messages.get(messageKey(message))?.keys() ?? [])],
    of: (message: Named): EntryContext => {
      const key = messageKey(message);
      const frozen = messages.get(key) ?? new Map<string, string>();
      messages.set(key, frozen);
      return {
        key,
        recall: (name) => frozen.get(name),
        freeze: async (name, choose) => {
          const value = frozen.get(name) ?? (await choose());
          frozen.set(name, value);
          return value;
        },
      };
    },
  };
}
