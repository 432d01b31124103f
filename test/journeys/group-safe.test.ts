import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createLog } from '../../src/log.ts';
import type { TestProgram } from '../support/program.ts';
import { type Typed, typedInGroups } from './leaks.ts';
import { PLATFORMS, type PlatformName } from './talk.ts';
import { type GroupName, type PersonName, startWangxi, talkTo, WANGXI } from './wangxi.ts';

const PER_PLATFORM = 140;
const SEED = 20_261_124;
const AT_ONCE = 6;

const WHO: readonly PersonName[] = [
  'tongdu',
  'bureau',
  'principal',
  'teacher',
  'stranger',
  'village',
  'admin',
];
const WHERE: readonly GroupName[] = ['tongdu', 'bureau', 'unknown', 'parents', 'school'];

/** Every school of the county file. */
const SCHOOLS = [...WANGXI.matchAll(/name: (\S+(?:小学|中学|学校|教学点|幼儿园)),/g)].map(
  ([, name = '']) => name,
);
/** What no group may read about any child, however it is spelled. */
const TELLING = /[一二三四五六七八九]年级|初[一二三](?!级)|[\d一二三四五六七八九]\)?班|[男女]|\d{7,}(?!\d*-)/;

interface Heard {
  readonly typed: Typed;
  readonly who: PersonName;
  readonly where: GroupName;
  readonly reply: string;
}

let program: TestProgram;
const log: string[] = [];
beforeAll(async () => {
  const destination = { write: (line: string) => void log.push(line) };
  program = await startWangxi({ log: createLog('trace', destination) });
  await talkTo(program, 'wecom')('tongdu', '报辍学 桐渡镇初级中学 疑似 八年级 男 厌学 王小明');
});
afterAll(() => program.stop());

async function hear(platform: PlatformName): Promise<readonly Heard[]> {
  const typed = fc.sample(typedInGroups, { seed: SEED + platform.length, numRuns: PER_PLATFORM });
  const talk = talkTo(program, platform);
  const heard: Heard[] = [];
  const queue = typed.map((one, n) => ({ one, n }));
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { one, n } = next;
      const who = WHO[n % WHO.length] ?? 'tongdu';
      const where = WHERE[n % WHERE.length] ?? 'tongdu';
      heard.push({ typed: one, who, where, reply: await talk(who, one.text, where) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return heard;
}

const about = ({ typed, who, where, reply }: Heard, what: string) =>
  `${what}\n  ${who} in ${where}: ${JSON.stringify(typed.text)}\n  -> ${JSON.stringify(reply)}`;

describe.each(PLATFORMS)('groups on %s', (platform) => {
  let heard: readonly Heard[];
  beforeAll(async () => {
    heard = await hear(platform);
  });

  it('are always answered', () => {
    expect(heard.filter(({ reply }) => reply === '').map((one) => about(one, 'silent'))).toEqual([]);
  });

  it('never read back a word about a child', () => {
    const leaks = heard.flatMap((one) =>
      one.typed.secrets.some((secret) => one.reply.includes(secret)) ? [about(one, 'leak')] : [],
    );
    expect(leaks).toEqual([]);
  });

  it('never read a class, a sex, a long number or the name of a school', () => {
    const leaks = heard.flatMap((one) => [
      ...(TELLING.test(withoutDutyPhone(one.reply)) ? [about(one, 'telling')] : []),
      ...SCHOOLS.filter((school) => one.reply.includes(school)).map((school) => about(one, school)),
    ]);
    expect(leaks).toEqual([]);
  });

  it('are asked to recall a message that tells who a child is', () => {
    const unasked = heard.filter(
      ({ typed, reply }) => typed.personal && !/马上长按撤回您刚才那条/.test(reply),
    );
    expect(unasked.map((one) => about(one, 'no recall'))).toEqual([]);
  });
});

describe('what is kept outside the database', () => {
  it('the log holds no Chinese word and nothing of an ID number or a phone', () => {
    expect(log.length).toBeGreaterThan(PER_PLATFORM);
    // Random ids may hold any digits.
    const told = log.map((line) => line.replace(/"requestId":"[^"]*"/, ''));
    const telling = told.filter(
      (line) => /\p{Script=Han}/u.test(line) || /(?<![\d.])1[3-9]\d{9}(?!\d)|\d{15,}/.test(line),
    );
    expect(telling).toEqual([]);
  });

  it('the metrics page neither', async () => {
    const page = await (await fetch(`${program.app.url}/metrics`)).text();
    expect(page).toMatch(/_total/);
    expect(page).not.toMatch(/\p{Script=Han}/u);
    expect(page).not.toMatch(/="[^"]*\d{7,}/);
  });
});

const withoutDutyPhone = (reply: string) => reply.replaceAll('000-6610110', '');
