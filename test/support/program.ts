import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type App, startApp } from '../../src/app.ts';
import type { ConnectionTimings } from '../../src/compose/build-platforms.ts';
import { type Config, loadConfig } from '../../src/config.ts';
import type { Clock } from '../../src/kit/clock.ts';
import { createLog, type Logger } from '../../src/log.ts';
import { engineUri, giveBackByName, takeDatabase } from './database.ts';
import { ownMillisecond, shownText, signedText, type TestRobot } from './dingtalk-client.ts';
import { WecomClient } from './wecom-client.ts';

/** Credentials of the robots of a test program. */
export const WECOM = {
  token: 'JourneyToken',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  botId: 'aibJourney',
};
export const DINGTALK: TestRobot = {
  secret: 'the secret of a journey',
  robotCode: 'dingjourney',
  corpId: 'dingcorpjourney',
  oapiBase: 'https://oapi.dingtalk.com',
};
export const DATA_KEY = Buffer.alloc(32, 7).toString('base64');

/** Who says it, where, on which platform. */
export interface Said {
  readonly platform?: 'wecom' | 'dingtalk';
  readonly sender: string;
  /** A chat id; a single chat when absent. */
  readonly group?: string;
  readonly id?: string;
  /** The platform's clock; the machine's when absent. */
  readonly at?: Date;
}

/** A whole program on the test engine, spoken to over real HTTP. */
export interface TestProgram {
  readonly app: App;
  readonly dbName: string;
  /** Send a line as the platform would and give back the text of the answer; `undefined` when there is none. */
  say(text: string, said: Said): Promise<string | undefined>;
  /** Another instance on the same database. */
  twin(): Promise<TestProgram>;
  /** Stop, and give the database back when this is the first instance. */
  stop(): Promise<void>;
}

/** What a test program is started with. */
export interface ProgramOptions {
  /** Text of a county file. */
  readonly county?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly dbName?: string;
  readonly log?: Logger;
  /** What the program takes for the time; `say` signs its callbacks for it. */
  readonly clock?: Clock;
  /** Waits of the long connections that differ from production's. */
  readonly timings?: ConnectionTimings;
}

/** The engine's address with a database name in it, as MONGODB_URI wants it. */
export function databaseUri(dbName: string): string {
  const [head = '', query] = engineUri().split('?');
  return `${head.replace(/\/$/, '')}/${dbName}${query === undefined ? '' : `?${query}`}`;
}

/** The configuration of a program on the test engine, with both platforms, and the folder of its files. */
export async function testConfig(
  dbName: string,
  { county, env }: Pick<ProgramOptions, 'county' | 'env'>,
): Promise<{ readonly config: Config; readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'cs-program-'));
  const countyFile = join(folder, 'county.yaml');
  if (county !== undefined) await writeFile(countyFile, county);
  const config = loadConfig({
    PORT: '0',
    MONGODB_URI: databaseUri(dbName),
    DATA_DIR: folder,
    DATA_KEY,
    ADMINS: 'wecom:admin,dingtalk:admin',
    WECOM_BOT_TOKEN: WECOM.token,
    WECOM_BOT_AES_KEY: WECOM.aesKey,
    WECOM_BOT_ID: WECOM.botId,
    WECOM_BOT_NAME: '校园哨兵',
    DINGTALK_CLIENT_ID: DINGTALK.robotCode,
    DINGTALK_CLIENT_SECRET: DINGTALK.secret,
    DINGTALK_CORP_ID: DINGTALK.corpId,
    LOG_LEVEL: 'silent',
    ...(county === undefined ? {} : { COUNTY_FILE: countyFile }),
    ...env,
  });
  return { config, folder };
}

/** Start a program with both platforms configured. */
export async function startProgram(options: ProgramOptions = {}): Promise<TestProgram> {
  const dbName = options.dbName ?? takeDatabase();
  const { config, folder } = await testConfig(dbName, options);
  const app = await startApp(config, {
    log: options.log ?? createLog('silent'),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.timings === undefined ? {} : { timings: options.timings }),
    processMetrics: false,
  });
  const { env = {}, clock } = options;
  const shared = { env, ...(clock === undefined ? {} : { clock }) };
  return {
    app,
    dbName,
    say: (text, said) => sayTo(app.url, text, clock === undefined ? said : { at: clock.now(), ...said }),
    twin: () => startProgram({ dbName, ...shared }),
    stop: async () => {
      await app.stop();
      await rm(folder, { recursive: true, force: true });
      if (options.dbName === undefined) await giveBackByName(dbName);
    },
  };
}

/** How often a line is asked again under its id, and after which pause. */
const ASK_AGAIN = 24;
const ASK_AGAIN_MS = 250;

/** No answer yet: `again` the platform would come again (503), `later` an answer was promised, or there is none. */
type NoAnswer = { readonly none: 'again' | 'later' };

/**
 * Send one line to a program at `url`, signed or encrypted as the platform does it. On a busy machine an answer may
 * be promised instead of given: the line is then sent again under the same id, as the platforms do, until it is there.
 */
export async function sayTo(url: string, text: string, said: Said): Promise<string | undefined> {
  const known = { at: new Date(), ...said, id: said.id ?? randomBytes(8).toString('hex') };
  const say = said.platform === 'wecom' ? sayByWecom : sayByDingtalk;
  let answer = await say(url, text, known);
  for (let n = 0; typeof answer !== 'string' && n < ASK_AGAIN; n += 1) {
    await sleep(ASK_AGAIN_MS);
    answer = await say(url, text, known);
  }
  if (typeof answer === 'string') return answer;
  if (answer.none === 'again') throw new Error('status 503');
  return undefined;
}

type Known = Said & { readonly id: string; readonly at: Date };

async function sayByDingtalk(
  url: string,
  text: string,
  { sender, group, id, at }: Known,
): Promise<string | NoAnswer> {
  const message = { text, sender, id, ...(group === undefined ? {} : { group }) };
  const { headers, body } = signedText(DINGTALK, message, ownMillisecond(at));
  const response = await fetch(`${url}/webhooks/dingtalk`, { method: 'POST', headers: { ...headers }, body });
  if (response.status === 503) return { none: 'again' };
  if (response.status !== 200) throw new Error(`status ${response.status}`);
  const shown = shownText(await response.text());
  return shown === '' ? { none: 'later' } : tidy(shown);
}

async function sayByWecom(
  url: string,
  text: string,
  { sender, group, id, at }: Known,
): Promise<string | NoAnswer> {
  const client = new WecomClient(WECOM);
  const message = {
    msgid: id,
    aibotid: WECOM.botId,
    ...(group === undefined ? { chattype: 'single' } : { chatid: group, chattype: 'group' }),
    from: { userid: sender },
    msgtype: 'text',
    text: { content: group === undefined ? text : `@校园哨兵 ${text}` },
  };
  const request = client.callback(message, { at });
  const response = await fetch(`${url}/webhooks/wecom?${request.query}`, {
    method: 'POST',
    body: new Uint8Array(request.body),
  });
  if (response.status === 503) return { none: 'again' };
  if (response.status !== 200) throw new Error(`status ${response.status}`);
  const body = await response.text();
  if (body === '') return { none: 'later' };
  const reply = client.openReply(body, request.query.get('nonce') ?? '') as {
    stream?: { finish: boolean; content: string };
  };
  return reply.stream?.finish === true ? tidy(reply.stream.content) : { none: 'later' };
}

/** The lines as a reader sees them: the platforms' own line-break marks taken away. */
function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
