import { createCalendar } from '../../src/calendar/calendar.ts';
import { createCirculars } from '../../src/digests/circulars-store.ts';
import { giveDigests } from '../../src/digests/deliver.ts';
import { createDigests } from '../../src/digests/digests.ts';
import { createDirectives } from '../../src/digests/directives-store.ts';
import { type CircularDelivery, giveCirculars } from '../../src/digests/give-circular.ts';
import { createPictures } from '../../src/digests/pictures-store.ts';
import { createReaders } from '../../src/digests/readers-store.ts';
import { createDropoutStore } from '../../src/dropouts/dropouts-store.ts';
import { createSnapshots } from '../../src/figures/snapshots-store.ts';
import { createHazardStore } from '../../src/hazards/hazards-store.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import type { PrivateWord } from '../../src/people/tell.ts';
import type { Person } from '../../src/people/types.ts';
import type { Gazetteer } from '../../src/places/gazetteer.ts';
import { migratedDatabase } from '../support/database.ts';
import { fakeGazetteer } from '../support/fake-gazetteer.ts';
import { fileServices } from '../support/file-services.ts';
import { fill } from './texts.ts';

export const TZ = 'Asia/Shanghai';
/** `2026-11-24T08:10`, county time. */
export const at = (text: string): Date => new Date(`${text}:00+08:00`);

const account = (userId: string) => [{ platform: 'dingtalk' as const, userId }];
/** 梨坳乡 is so small that a number below five points at a child. */
const gazetteer: Gazetteer = {
  ...fakeGazetteer(),
  pupils: (id) => ({ lipo: 120, tongdu: 1800, liucha: 1500 })[id],
};

export const PEOPLE: readonly Person[] = [
  { id: 'head', name: '岑立夏', role: 'leader', post: '分管副局长', accounts: account('0101') },
  { id: 'county', name: '计大雪', role: 'leader', post: '分管副县长', accounts: account('0100') },
  { id: 'office', name: '戚春分', role: 'bureau', post: '局办公室主任', accounts: account('0104') },
  { id: 'safety', name: '蔺守安', role: 'bureau', post: '安全股长', accounts: account('0103') },
  {
    id: 'tongdu',
    name: '桑小满',
    role: 'township',
    post: '教育专干',
    townshipId: 'tongdu',
    accounts: account('0202'),
  },
  { id: 'unbound', name: '简清明', role: 'leader', post: '副局长', accounts: [] },
  {
    id: 'principal',
    name: '阮小雪',
    role: 'school',
    post: '校长',
    schoolId: 'liucha-middle',
    accounts: account('0305'),
  },
];

/** One instance of the part of the program that gives digests, and what it told. */
export interface Instance extends CircularDelivery {
  readonly told: PrivateWord[];
  give(time: string): Promise<{ readonly given: number; readonly pictures: number }>;
  circular(time: string): ReturnType<typeof giveCirculars>;
  readonly digests: ReturnType<typeof createDigests>;
}

const PNG = Buffer.from('a picture');

/** An instance over the database; `more` replaces parts of it. */
export function instanceOf(mongo: Mongo, more: Partial<CircularDelivery> = {}): Instance {
  const services = fileServices(mongo);
  const told: PrivateWord[] = [];
  const directives = createDirectives(services);
  const readers = createReaders(services);
  const writing = {
    ...{ snapshots: createSnapshots(services), directives, tz: TZ, fill },
    places: { current: async () => gazetteer },
    calendar: { current: async () => createCalendar() },
    upcoming: async () => [
      { name: '防溺水家长信', day: '2026-12-10' },
      { name: '季末零报告', day: '2026-12-31' },
    ],
  };
  const people = { everyone: async () => PEOPLE };
  const delivery: CircularDelivery = {
    ...{ writing, readers, people },
    pictures: createPictures(mongo),
    circulars: createCirculars(mongo),
    contacts: { reachable: async () => ['dingtalk.person'], lastSpoke: async () => undefined },
    tell: async (word) => {
      told.push(word);
      return 'pushed';
    },
    paint: async () => PNG,
    ...more,
  };
  return {
    ...delivery,
    told,
    give: (time) => giveDigests(delivery, at(time), new AbortController().signal),
    circular: (time) => giveCirculars(delivery, at(time)),
    digests: createDigests({ writing, readers, directives, people, personal: () => false }),
  };
}

/** An empty county of its own, with ways to report into it. */
export async function openOffice() {
  const fresh = await migratedDatabase();
  const services = fileServices(fresh.mongo);
  const dropouts = createDropoutStore(services);
  const hazards = createHazardStore(services);
  const by = { key: 'dingtalk:1', role: 'township' };
  let line = 0;
  const next = (): string => {
    line += 1;
    return `line-${line}`;
  };
  return {
    mongo: fresh.mongo,
    drop: fresh.drop,
    instance: (more?: Partial<CircularDelivery>) => instanceOf(fresh.mongo, more),
    report: async (areaId: string, time: string, more: object = {}) => {
      const draft = { areaId, reportedAs: '疑似' as const, child: {}, by, photos: [], ...more };
      return dropouts.report({ ...draft, at: at(time), on: time.slice(0, 10) })(next());
    },
    hazard: async (schoolId: string, areaId: string, time: string, level: '一般' | '重大' = '一般') =>
      hazards.report({
        ...{ areaId, schoolId, placeId: schoolId, description: '围墙', level, by, photos: [] },
        category: '校舍',
        at: at(time),
        on: time.slice(0, 10),
      })(next()),
    withdrawHazard: async (no: string, time: string) => hazards.withdraw(no, by, at(time))(next()),
    /** Notes an entry of a kind that no command makes yet. */
    close: async (collection: 'hazards' | 'dropouts', no: string, kind: string, time: string) => {
      const entry = { id: next(), kind, at: at(time), by };
      await fresh.mongo
        .collection<{ entries: object[] }>(collection)
        .updateOne({ no }, { $push: { entries: entry }, $set: { open: false } });
    },
  };
}
