import { createCalendar } from '../../src/calendar/calendar.ts';
import { readRule } from '../../src/calendar/rules/read-rule.ts';
import { isQuietTime } from '../../src/delivery/quiet-hours.ts';
import { createDutyStore } from '../../src/duties/duties-store.ts';
import type { DutyStore } from '../../src/duties/types.ts';
import { instantOf } from '../../src/kit/instant-of.ts';
import { localDate } from '../../src/kit/local-date.ts';
import type { PrivateWord } from '../../src/people/tell.ts';
import type { KnownGroup, Person } from '../../src/people/types.ts';
import { createGazetteer } from '../../src/places/create-gazetteer.ts';
import type { School, SchoolKind } from '../../src/places/place.ts';
import { createChanges } from '../../src/reminders/changes-store.ts';
import type { CountyNow } from '../../src/reminders/county-now.ts';
import { createEvents } from '../../src/reminders/events-store.ts';
import { readReminderFile } from '../../src/reminders/files/read-file.ts';
import { createGroupDays } from '../../src/reminders/group-days-store.ts';
import type { GroupHint } from '../../src/reminders/group-hints.ts';
import { remindLater } from '../../src/reminders/later.ts';
import { createReminders, type ReminderEngine } from '../../src/reminders/reminders.ts';
import { type RoundDone, runRound } from '../../src/reminders/round.ts';
import { createRounds } from '../../src/reminders/rounds-store.ts';
import type { Reminder, UnitItem } from '../../src/reminders/types.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';
import type { FreshDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';
import { fromRoot } from '../support/from-root.ts';

const TZ = 'Asia/Shanghai';
export const BY = { key: 'wecom:officer', role: 'bureau', name: '卞知秋' } as const;

/** `2027-04-01 10:00` in the county's time. */
export const at = (text: string): Date => {
  const [day = '', time = '10:00'] = text.split(' ');
  return instantOf(day, time, TZ);
};

const school = (id: string, name: string, townshipId: string, schoolKind: SchoolKind): School => ({
  ...{ kind: 'school', id, name, townshipId, schoolKind, boarding: false, aliases: [] },
});

/** Two townships of two schools each; one school has a principal and a vice-principal, one has nobody. */
export const GAZETTEER = createGazetteer({
  version: 'test',
  county: { name: '望溪县', code: '990101', dutyPhone: '000-0000000' },
  townships: [
    { kind: 'township', id: 'jiangbei', name: '江北镇', aliases: [] },
    { kind: 'township', id: 'xincheng', name: '新城镇', aliases: [] },
  ],
  schools: [
    school('jb-primary', '江北小学', 'jiangbei', '小学'),
    school('jb-middle', '江北中学', 'jiangbei', '初中'),
    school('xc-primary', '新城小学', 'xincheng', '小学'),
    school('xc-middle', '新城中学', 'xincheng', '初中'),
  ],
  villages: [],
  waters: [],
  retired: [],
});

const person = (id: string, more: Partial<Person>): Person => ({
  id,
  role: 'school',
  accounts: [{ platform: 'wecom', userId: id }],
  ...more,
});

export const PEOPLE: readonly Person[] = [
  person('bureau', { role: 'bureau', post: '安全股长' }),
  person('area', { role: 'bureau', post: '包片干部' }),
  person('jiangbei', { role: 'township', townshipId: 'jiangbei' }),
  person('principal', { post: '校长', schoolId: 'jb-primary' }),
  person('vice', { post: '安全副校长', schoolId: 'jb-primary' }),
  person('middle', { post: '校长', schoolId: 'jb-middle' }),
  person('xincheng', { post: '校长', schoolId: 'xc-primary' }),
  person('unbound', { post: '校长', schoolId: 'xc-middle', accounts: [] }),
];

const group = (
  chatId: string,
  audience: 'bureau' | 'township' | 'school',
  outsiders = false,
): KnownGroup => ({
  platform: 'wecom',
  chatId,
  info: {
    registered: true,
    audience,
    outsiders,
    ...(audience === 'township' ? { townshipId: 'jiangbei' } : {}),
  },
});

export const GROUPS: readonly KnownGroup[] = [
  group('bureau-group', 'bureau'),
  group('bureau-with-police', 'bureau', true),
  group('jiangbei-group', 'township'),
  { platform: 'wecom', chatId: 'leaders', info: { registered: true, audience: 'leaders', outsiders: false } },
];

/** A reminder from the text of a file. */
export function reminder(source: string, id = 'letter'): Reminder {
  const read = readReminderFile(id, source, readRule);
  if (read.reminder === undefined) throw new Error(JSON.stringify(read.problems));
  return read.reminder;
}

const TEXTS = loadReplies(fromRoot('templates'));

/** A reminder engine over a database, and everything that was told. */
export interface World {
  readonly engine: ReminderEngine;
  readonly duties: DutyStore;
  readonly told: PrivateWord[];
  readonly posted: GroupHint[];
  /** One round at that time. */
  round(when: string): Promise<RoundDone>;
  later(when: string): Promise<number>;
  /** Whom the round told what, in short. */
  heard(): readonly string[];
  /** Another instance on the same database and vendors. */
  twin(): World;
}

export interface WorldOptions {
  readonly reminders: readonly Reminder[];
  readonly people?: readonly Person[];
  readonly items?: readonly UnitItem[];
  /** Called with each word before it is told; throwing is a crash. */
  readonly onTell?: (word: PrivateWord) => void;
  /** The same after it was told. */
  readonly afterTell?: (word: PrivateWord) => void;
}

export function createWorld(fresh: FreshDatabase, options: WorldOptions, shared: PrivateWord[] = []): World {
  const { mongo } = fresh;
  const services = fileServices(mongo);
  const { sealer } = services;
  const calendar = createCalendar();
  const duties = createDutyStore(services);
  const told = shared;
  const posted: GroupHint[] = [];
  const county = async (now: Date): Promise<CountyNow> => ({
    now,
    today: localDate(now, TZ),
    timeZone: TZ,
    calendar,
    gazetteer: GAZETTEER,
    districts: [],
    people: options.people ?? PEOPLE,
    groups: GROUPS,
  });
  const parts = {
    rounds: createRounds(mongo),
    groupDays: createGroupDays(mongo),
    contacts: { reachable: async () => ['wecom.socket' as const], lastSpoke: async () => undefined },
    tell: async (word: PrivateWord) => {
      options.onTell?.(word);
      if (!told.some(({ key }) => key === word.key)) told.push(word);
      options.afterTell?.(word);
      return 'pushed' as const;
    },
    text: TEXTS.fill,
    timeZone: TZ,
    duties,
    county,
    calendar: { current: async () => calendar },
    openHazards: async () => new Map(GAZETTEER.schools.map(({ id }, index) => [id, index])),
  };
  const engine = createReminders({
    ...parts,
    shipped: options.reminders,
    changes: createChanges(services),
    events: createEvents(mongo, sealer),
    readRule,
    isQuiet: isQuietTime,
    personalDataIn: async (text) => text.includes('张小明'),
    post: async (hints) => {
      posted.push(...hints);
    },
  });
  const items = async () => options.items ?? [];
  return {
    engine,
    duties,
    told,
    posted,
    round: (when) => runRound({ ...parts, reminders: engine, items: [items] }, at(when), at(when)),
    later: (when) => remindLater({ duties, tell: parts.tell, text: TEXTS.fill }, at(when)),
    heard: () => told.map(({ to, text }) => `${to.userId}: ${text}`),
    twin: () => createWorld(fresh, options, told),
  };
}

/** T is 12 April 2027, a Monday: noticed a week before, reminded on the Friday, collected two days after. */
export const LETTER = `---
name: 防溺水家长信
title: 防溺水工作提醒
on: true
when: [每年 4月12日]
period: 年
basis: 教育部《致全国中小学生家长的一封信》
minutes: 30
parts:
  - for: 学校
    whom: { posts: [安全副校长, 校长] }
    lead: [T-14 计划, T-7 通知, T-3 催报, T+2 收集]
    due: T 17:00
    answer:
      kind: numbers
      words: [家长信]
      fields: [{ name: 应发, unit: 份 }, { name: 回收, unit: 份 }]
      example: 家长信 612 605
  - for: 乡镇
    lead: [T-7 通知]
  - for: 群
    lead: [T-7 通知]
---
## 学校
请{截止}前把信送到每位家长。
回：家长信 612 605
## 乡镇
请逐处看水域。
## 群
防溺水工作开始，已私信各校。
`;
