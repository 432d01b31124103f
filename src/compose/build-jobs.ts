import { purgeFirstOfDay } from '../casefiles/first-of-day-store.ts';
import { purgeDialogues } from '../chat/dialogue-store.ts';
import type { Config } from '../config.ts';
import { purgeDocumentLinks } from '../console/document-links-store.ts';
import { purgeFullViews } from '../console/full-views-store.ts';
import { purgeSessions } from '../console/sessions-store.ts';
import { purgeDeliveries, tidyLimits } from '../delivery/purge-store.ts';
import type { Outbox } from '../delivery/types.ts';
import { type TellerTexts, toldOfRecheck } from '../hazards/told.ts';
import { purgeInbox } from '../inbox/purge.ts';
import type { Inbox, Work } from '../inbox/types.ts';
import { ageCases } from '../jobs/age-cases.ts';
import { alarms } from '../jobs/alarms.ts';
import { anchorTrail } from '../jobs/anchor-trail.ts';
import { askRechecks } from '../jobs/ask-rechecks.ts';
import { eraseOldJob } from '../jobs/erase-old.ts';
import { fetchPhotos } from '../jobs/fetch-photos.ts';
import { followUp } from '../jobs/follow-up.ts';
import type { Job, SlotJob } from '../jobs/job.ts';
import { moveMergedJob } from '../jobs/move-merged.ts';
import { purgeJob } from '../jobs/purge.ts';
import { purgeRuns } from '../jobs/purge-runs-store.ts';
import { recallMessages } from '../jobs/recall.ts';
import { sweepInbox } from '../jobs/sweep-inbox.ts';
import type { Clock } from '../kit/clock.ts';
import type { Logger } from '../log.ts';
import { createPhotoFetcher } from '../media/fetch-photos.ts';
import { createPhotoFiles } from '../media/photo-files.ts';
import { purgeLoosePhotos } from '../media/purge-photos.ts';
import type { Metrics } from '../metrics.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import { buildAnchor } from './build-anchor.ts';
import type { BuiltDigests } from './build-digests.ts';
import type { Platforms } from './build-platforms.ts';
import type { BuiltReminders } from './build-reminders.ts';
import type { Built } from './built.ts';
import { buildMerge } from './county/build-merge.ts';
import type { Database } from './open-database.ts';

/** What the jobs work on. */
export interface JobParts {
  readonly database: Database;
  readonly built: Built;
  readonly inbox: Inbox;
  readonly work: Work;
  readonly platforms: Platforms;
  readonly outbox: Pick<Outbox, 'post' | 'recallDue'>;
  readonly reminders: Pick<BuiltReminders, 'jobs' | 'purges'>;
  readonly digests: Pick<BuiltDigests, 'jobs' | 'purges'>;
  /** Fills a text of the templates. */
  readonly text: FillReply<TellerTexts | 'audit/heads'>;
  readonly config: Pick<Config, 'dataDir' | 'timeZone'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}

const DAY_MS = 24 * 60 * 60_000;
/** Rather a day longer than shorter. */
const YEAR_MS = 366 * DAY_MS;
const KEEP_WAITING_DAYS = 30;
/** Longer than any digest counts back. */
const KEEP_SIGN_INS_DAYS = 60;

/** What goes on all the time, every few seconds. */
export function buildSweeps(parts: JobParts): readonly Job[] {
  const { inbox, work, metrics } = parts;
  return [
    sweepInbox({ inbox, work, metrics }),
    fetchPhotos(photoFetcher(parts)),
    followUp(parts.built.relay),
    alarms(parts.built.services.alarm),
    recallMessages(parts.outbox),
    moveMergedJob(buildMerge(parts.database, parts.built)),
  ];
}

/**
 * What happens at certain times, once each; those due at the same minute run in this order. A new job is one file in
 * `jobs/` and one line here.
 */
export function buildSlotJobs({
  config,
  built,
  database,
  reminders,
  digests,
  text,
}: JobParts): readonly SlotJob[] {
  const { mongo, sealer } = database;
  return [
    purgeJob({
      messages: (now, signal) => purgeInbox(mongo, now, signal),
      photos: (now, signal) => purgeLoosePhotos(mongo, createPhotoFiles(mongo, sealer), now, signal),
      deliveries: (now, signal) => purgeDeliveries(mongo, now, signal),
      limits: () => tidyLimits(mongo),
      // A day of grace, so that no time zone matters.
      dialogues: (now) => purgeDialogues(mongo, new Date(now.getTime() - DAY_MS).toISOString().slice(0, 10)),
      firstOfDay: (now) =>
        purgeFirstOfDay(mongo, new Date(now.getTime() - DAY_MS).toISOString().slice(0, 10)),
      waiting: (now) => built.services.waiting.purge(new Date(now.getTime() - KEEP_WAITING_DAYS * DAY_MS)),
      lastFiles: (now) => built.services.lastFiles.purge(new Date(now.getTime() - 2 * DAY_MS)),
      runs: (now) => purgeRuns(mongo, now),
      sessions: (now) => purgeSessions(mongo, new Date(now.getTime() - KEEP_SIGN_INS_DAYS * DAY_MS)),
      documentLinks: (now) => purgeDocumentLinks(mongo, now),
      fullViews: (now) => purgeFullViews(mongo, new Date(now.getTime() - KEEP_SIGN_INS_DAYS * DAY_MS)),
      ...reminders.purges,
      ...digests.purges,
    }),
    ageCases(built.services.dropouts),
    eraseOldJob({
      cases: async (now, signal) =>
        built.services.dropouts.eraseDue((await built.county.county()).privacyRules, now, signal),
      words: async (now) => {
        const { accessYears } = (await built.county.county()).privacyRules;
        return built.services.trail.eraseBefore(new Date(now.getTime() - accessYears * YEAR_MS));
      },
    }),
    askRechecks(rechecksOf(built, text)),
    anchorTrail(
      buildAnchor({ services: built.services, text, dataDir: config.dataDir, tz: config.timeZone }),
    ),
    ...reminders.jobs,
    ...digests.jobs,
  ];
}

function rechecksOf({ services }: Built, text: JobParts['text']): (now: Date) => Promise<number> {
  return async (now) => {
    const gazetteer = await services.places.current();
    return services.hazards.askRechecks(now, (file) =>
      toldOfRecheck({ services, gazetteer, text, now }, file),
    );
  };
}

function photoFetcher({ database, clock, log, platforms }: JobParts) {
  return createPhotoFetcher({
    mongo: database.mongo,
    sealer: database.sealer,
    clock,
    log,
    fetchMedia: async ({ platform, ...source }, maxBytes) =>
      (await platforms.fetching(platform, source)?.fetchMedia({ kind: 'image', ...source }, maxBytes)) ?? {
        outcome: 'gone',
        reason: 'platform-not-configured',
      },
  });
}
