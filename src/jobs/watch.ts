import type { Notice } from '../delivery/types.ts';
import { type LocalDate, localDate } from '../kit/local-date.ts';
import type { PostNotices } from './job.ts';
import type { JobStatus } from './statuses.ts';

/** What watching over jobs takes. */
export interface WatchParts {
  readonly statuses: () => Promise<readonly JobStatus[]>;
  readonly now: () => Date;
  readonly timeZone: string;
  readonly post: PostNotices;
  /** What the administrators are told of a late job, under this id; undefined when there is nobody to tell. */
  noticeOf(status: JobStatus, id: string): Notice | undefined;
}

/**
 * A check whether jobs are late; made after every tick, and no job itself, so that it does not stand still with them.
 * Each late job is told once a day, by the notice's id; this instance remembers what it told to spare the outbox.
 */
export function createJobWatch({ statuses, now, timeZone, post, noticeOf }: WatchParts): () => Promise<void> {
  let told: { readonly day: LocalDate; readonly ids: Set<string> } = { day: '', ids: new Set() };
  return async () => {
    const day = localDate(now(), timeZone);
    if (told.day !== day) told = { day, ids: new Set() };
    for (const status of await statuses()) {
      const id = `job-late:${status.job}:${day}`;
      if (!status.late || told.ids.has(id)) continue;
      const notice = noticeOf(status, id);
      if (notice !== undefined) await post([notice]);
      told.ids.add(id);
    }
  };
}
