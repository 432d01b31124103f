import { TRAIL_INDEXES } from './audit/blocks-store.ts';
import { CASE_FILES, LISTED_FILES } from './case-files.ts';
import { deliveryIndexes } from './delivery/delivery-document.ts';
import { documentIndexes } from './documents/register-document.ts';
import { fillHeads } from './dropouts/fill-heads-store.ts';
import { sealTraits } from './dropouts/seal-traits-store.ts';
import { fillHazardHeads } from './hazards/fill-heads-store.ts';
import { inboxIndexes } from './inbox/entry-document.ts';
import { runIndexes } from './jobs/runs-store.ts';
import { photoIndexes } from './media/photo-document.ts';
import type { Migration } from './mongo/migrations.ts';
import { personsByAccount } from './people/bindings-store.ts';
import { schoolKinds } from './places/county-versions-store.ts';
import type { Sealer } from './privacy/types.ts';
import { eventIndexes } from './reminders/events-store.ts';
import { roundIndexes } from './reminders/rounds-store.ts';

const OPEN = { open: true };
const RELAPSE = { relapse: true };

/** What a step may need to know besides the database. */
export interface MigrationFacts {
  /** The county's time zone. */
  readonly tz: string;
  /** Seals what earlier programs kept in clear. */
  readonly sealer: Sealer;
}

/**
 * What brings a database to the shape this version needs, in order; a step that has been released is never changed.
 * No index is unique: uniqueness comes from `_id` alone, so that it holds on a sharded cluster too.
 */
export const migrations: readonly Migration<MigrationFacts>[] = [
  {
    id: 1,
    name: 'indexes of dropouts',
    up: async (db) => {
      await db.collection('dropouts').createIndexes([
        { key: { open: 1, areaId: 1, schoolId: 1 }, name: 'open-by-area', partialFilterExpression: OPEN },
        { key: { reportedOn: 1, withdrawn: 1, areaId: 1, schoolId: 1 }, name: 'reported-by-area' },
        { key: { relapse: 1, open: 1 }, name: 'open-relapses', partialFilterExpression: RELAPSE },
        { key: { relapse: 1, reportedOn: 1 }, name: 'reported-relapses', partialFilterExpression: RELAPSE },
        { key: { 'childKeys.h': 1 }, name: 'open-by-child', partialFilterExpression: OPEN },
        { key: { reporterKey: 1, reportedOn: 1, reportedAt: -1, serial: -1 }, name: 'by-reporter' },
        { key: { serial: 1, no: 1 }, name: 'by-number' },
      ]);
    },
  },
  {
    id: 2,
    name: 'indexes of hazards',
    up: async (db) => {
      await db.collection('hazards').createIndexes([
        { key: { open: 1, areaId: 1, schoolId: 1 }, name: 'open-by-area', partialFilterExpression: OPEN },
        { key: { reportedOn: 1, withdrawn: 1, areaId: 1, schoolId: 1 }, name: 'reported-by-area' },
        {
          key: { placeId: 1, reportedAt: -1, serial: -1 },
          name: 'open-by-place',
          partialFilterExpression: OPEN,
        },
        { key: { reporterKey: 1, reportedOn: 1, reportedAt: -1, serial: -1 }, name: 'by-reporter' },
        { key: { serial: 1, no: 1 }, name: 'by-number' },
      ]);
    },
  },
  {
    id: 3,
    name: 'indexes of incidents',
    up: async (db) => {
      await db.collection('incidents').createIndexes([{ key: { serial: 1, no: 1 }, name: 'by-number' }]);
    },
  },
  {
    id: 4,
    name: 'indexes of inbox and photos',
    up: async (db) => {
      await db.collection('inbox').createIndexes([...inboxIndexes]);
      await db.collection('photos').createIndexes([...photoIndexes]);
    },
  },
  {
    id: 5,
    name: 'index of bindings',
    up: async (db) => {
      await db.collection('bindings').createIndexes([{ key: { memberId: 1 }, name: 'by-member' }]);
    },
  },
  {
    id: 6,
    name: 'indexes of merged accounts and waiting texts',
    up: async (db) => {
      await db.collection('bindings').createIndexes([
        { key: { person: 1 }, name: 'by-person', sparse: true },
        { key: { 'claim.name': 1 }, name: 'by-claimed-name', sparse: true },
      ]);
      await db.collection('waiting').createIndexes([
        { key: { person: 1, open: 1 }, name: 'by-person' },
        { key: { open: 1, toldAt: 1 }, name: 'open-or-told-lately' },
      ]);
    },
  },
  {
    id: 7,
    name: 'indexes of the outbox',
    up: async (db) => {
      await db.collection('deliveries').createIndexes([...deliveryIndexes]);
    },
  },
  {
    id: 8,
    name: 'indexes of runs',
    up: async (db) => {
      await db.collection('runs').createIndexes([...runIndexes]);
    },
  },
  {
    id: 9,
    name: 'indexes of duties',
    up: async (db) => {
      await db.collection('duties').createIndexes([
        { key: { open: 1, expected: 1 }, name: 'open-by-unit', partialFilterExpression: OPEN },
        { key: { openedAt: 1 }, name: 'by-opening' },
        { key: { endedAt: 1 }, name: 'by-end', sparse: true },
      ]);
      await db.collection('duty_returns').createIndexes([{ key: { dutyId: 1 }, name: 'by-duty' }]);
    },
  },
  {
    id: 10,
    name: 'indexes of what reminders said and of events',
    up: async (db) => {
      await db.collection('reminder_rounds').createIndexes([...roundIndexes]);
      await db.collection('reminder_events').createIndexes([...eventIndexes]);
    },
  },
  {
    id: 11,
    name: 'indexes of digests and instructions',
    up: async (db) => {
      await db.collection('digests_sent').createIndexes([
        { key: { person: 1, day: -1 }, name: 'by-person' },
        { key: { day: 1 }, name: 'by-day' },
      ]);
      await db.collection('digest_pictures').createIndexes([{ key: { at: 1 }, name: 'by-age' }]);
      await db.collection('directives').createIndexes([
        { key: { reportedAt: 1 }, name: 'by-day' },
        { key: { doneAt: 1 }, name: 'done-by-day', sparse: true },
        { key: { open: 1, reportedAt: 1 }, name: 'open-ones', partialFilterExpression: OPEN },
        { key: { serial: 1, no: 1 }, name: 'by-number' },
      ]);
    },
  },
  {
    id: 12,
    name: 'indexes of inspections and permits',
    up: async (db) => {
      await db.collection('inspections').createIndexes([{ key: { schoolId: 1, at: -1 }, name: 'by-school' }]);
      await db.collection('permits').createIndexes([
        { key: { schoolId: 1 }, name: 'by-school' },
        { key: { expiresOn: 1 }, name: 'open-by-end', partialFilterExpression: OPEN },
      ]);
    },
  },
  {
    id: 13,
    name: 'entries say the state they led to, the day, where from and whose; files say what lists read',
    up: async (db, { tz }) => {
      const personOf = await personsByAccount(db);
      for (const { collection, fill } of CASE_FILES) {
        await fill(db, { tz, personOf });
        await db
          .collection(collection)
          .createIndexes([
            { key: { pending: 1 }, name: 'to-follow', partialFilterExpression: { pending: { $gt: 0 } } },
          ]);
      }
      for (const collection of LISTED_FILES) {
        await db.collection(collection).createIndexes([
          { key: { state: 1, areaId: 1 }, name: 'open-by-state', partialFilterExpression: OPEN },
          { key: { waitsFor: 1, nextDue: 1 }, name: 'by-who-is-next', partialFilterExpression: OPEN },
        ]);
      }
    },
  },
  {
    id: 14,
    name: 'indexes of alarms',
    up: async (db) => {
      await db.collection('incidents').createIndexes([
        {
          key: { alarmAt: 1 },
          name: 'to-tell-next',
          sparse: true,
        },
        { key: { reporterKey: 1, reportedOn: 1, reportedAt: -1, serial: -1 }, name: 'by-reporter' },
        { key: { reportedAt: 1 }, name: 'by-day' },
      ]);
    },
  },
  {
    id: 15,
    name: 'grade, class, sex and first day of absence of a case are sealed',
    up: async (db, { sealer }) => sealTraits(db, { sealer, kindOf: await schoolKinds(db) }),
  },
  {
    id: 16,
    name: 'cases say in which part of the partition they are, and what is due',
    up: async (db) => {
      await fillHeads(db);
      await db.collection('dropouts').createIndexes([
        { key: { bucket: 1, areaId: 1, schoolId: 1 }, name: 'by-bucket' },
        {
          key: { areaId: 1, nextDue: 1 },
          name: 'by-next-day',
          partialFilterExpression: { nextDue: { $gt: '' } },
        },
        { key: { relapse: 1, relapsedOn: 1 }, name: 'relapses-by-day', partialFilterExpression: RELAPSE },
      ]);
    },
  },
  {
    id: 17,
    name: 'index of hazards of strangers that wait to be taken over',
    up: async (db) => {
      await db.collection('hazards').createIndexes([
        {
          key: { state: 1, areaId: 1, reportedAt: 1 },
          name: 'waiting-by-area',
          partialFilterExpression: { state: 'waiting' },
        },
      ]);
    },
  },
  {
    id: 18,
    name: 'indexes of cases by what happened when, and of the marks of those out of school',
    up: async (db) => {
      await db.collection('dropouts').createIndexes([
        { key: { 'entries.at': 1 }, name: 'by-entry' },
        {
          key: { open: 1, areaId: 1, schoolId: 1, relapse: 1, special: 1 },
          name: 'open-marks',
          partialFilterExpression: OPEN,
        },
      ]);
    },
  },
  {
    id: 19,
    name: 'index of cases by child, whatever became of them',
    up: async (db) => {
      const cases = db.collection('dropouts');
      if (await cases.indexExists('open-by-child')) await cases.dropIndex('open-by-child');
      await cases.createIndexes([{ key: { 'childKeys.h': 1 }, name: 'by-child', sparse: true }]);
    },
  },
  {
    id: 20,
    name: 'hazards say since when they are in their state, who is next and when somebody looks again',
    up: async (db) => {
      await fillHazardHeads(db);
      await db
        .collection('hazards')
        .createIndexes([
          { key: { recheckOn: 1 }, name: 'by-recheck', partialFilterExpression: { recheckOn: { $gt: '' } } },
        ]);
    },
  },
  {
    id: 21,
    name: 'index of hazards that somebody is to look at again',
    up: async (db) => {
      await db
        .collection('hazards')
        .createIndexes([
          { key: { toLook: 1 }, name: 'to-look', partialFilterExpression: { toLook: { $gt: '' } } },
        ]);
    },
  },
  {
    id: 22,
    name: 'index of incidents that have not ended by who is on duty for them',
    up: async (db) => {
      await db
        .collection('incidents')
        .createIndexes([{ key: { owners: 1 }, name: 'open-by-owner', partialFilterExpression: OPEN }]);
    },
  },
  {
    id: 23,
    name: 'index of listed hazards by the day their progress is due',
    up: async (db) => {
      await db.collection('hazards').createIndexes([
        {
          key: { progressOn: 1 },
          name: 'by-progress',
          partialFilterExpression: { progressOn: { $gt: '' } },
        },
      ]);
    },
  },
  {
    id: 27,
    name: 'indexes of the trail',
    up: async (db) => {
      await db.collection('trail').createIndexes(TRAIL_INDEXES.map((index) => ({ ...index })));
      await db.collection('trail_words').createIndexes([{ key: { file: 1 }, name: 'by-file', sparse: true }]);
    },
  },
  {
    id: 25,
    name: 'indexes of the register of documents',
    up: async (db) => {
      await db.collection('documents').createIndexes([...documentIndexes]);
    },
  },
  {
    id: 24,
    name: 'indexes of assigned checks and of 督办',
    up: async (db) => {
      await db.collection('supervisions').createIndexes([
        { key: { serial: 1, no: 1 }, name: 'by-number' },
        { key: { due: 1, areaId: 1, schoolId: 1 }, name: 'open-by-day', partialFilterExpression: OPEN },
        { key: { pending: 1 }, name: 'to-follow', partialFilterExpression: { pending: { $gt: 0 } } },
      ]);
      await db.collection('checks').createIndexes([
        { key: { serial: 1, no: 1 }, name: 'by-number' },
        { key: { nextDue: 1 }, name: 'open-by-day', partialFilterExpression: OPEN },
        { key: { owners: 1, nextDue: 1 }, name: 'open-by-checker', partialFilterExpression: OPEN },
        { key: { pending: 1 }, name: 'to-follow', partialFilterExpression: { pending: { $gt: 0 } } },
      ]);
    },
  },
  {
    id: 28,
    name: 'indexes of what is kept for a time: finished cases, and the words beside the trail',
    up: async (db) => {
      await db
        .collection('dropouts')
        .createIndexes([
          { key: { keepUntil: 1 }, name: 'by-end', partialFilterExpression: { keepUntil: { $gt: '' } } },
        ]);
      await db.collection('trail_words').createIndexes([{ key: { at: 1 }, name: 'by-age' }]);
    },
  },
  {
    id: 29,
    name: 'indexes of sign-in codes, sign-ins and whole files read',
    up: async (db) => {
      await db.collection('sign_in_codes').createIndexes([{ key: { h: 1 }, name: 'by-code' }]);
      await db.collection('sessions').createIndexes([
        { key: { until: 1, person: 1 }, name: 'lasting' },
        { key: { id: 1 }, name: 'by-id' },
        { key: { account: 1 }, name: 'by-account' },
      ]);
      await db.collection('full_views').createIndexes([
        { key: { h: 1 }, name: 'by-link' },
        { key: { on: 1 }, name: 'by-day', sparse: true },
        { key: { at: 1 }, name: 'by-age' },
      ]);
    },
  },
  {
    id: 30,
    name: 'index of messages that are taken back',
    up: async (db) => {
      const waiting = { recallAt: { $exists: true } };
      await db
        .collection('deliveries')
        .createIndexes([{ key: { recallAt: 1 }, name: 'to-recall', partialFilterExpression: waiting }]);
    },
  },
  {
    id: 31,
    name: 'indexes of rewards that nobody fetched yet, and of visits of the six officers',
    up: async (db) => {
      await db.collection('officer_visits').createIndexes([
        { key: { schoolId: 1, on: 1 }, name: 'by-school' },
        { key: { pending: 1 }, name: 'to-follow', partialFilterExpression: { pending: { $gt: 0 } } },
      ]);
      await db
        .collection('hazards')
        .createIndexes([
          { key: { rewardOpen: 1 }, name: 'by-open-reward', partialFilterExpression: { rewardOpen: true } },
        ]);
    },
  },
  {
    id: 33,
    name: 'index of links to documents',
    up: async (db) => {
      await db.collection('document_links').createIndexes([
        { key: { h: 1 }, name: 'by-link' },
        { key: { until: 1 }, name: 'by-end' },
      ]);
    },
  },
];
