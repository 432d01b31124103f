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
 * Each late job is told once a day, by the notice's id; this instance remembers what it told to spare the outbox,
 * and asks nobody before the first job can be late at all.
 */
export function createJobWatch(parts: WatchParts): () => Promise<void> {
  const tell = createTeller(parts);
  /** Of the last look: when it was, and until when nothing can be late. */
  let looked = { at: Infinity, quietUntil: 0 };
  return async () => {
    const at = parts.now().getTime();
    if (at >= looked.at && at <= looked.quietUntil) return;
    const all = await parts.statuses();
    looked = { at, quietUntil: all.length === 0 ? 0 : Math.min(...all.map(lateFromMs)) };
    await tell(all);
  };
}

const lateFromMs = ({ lateFrom }: JobStatus): number => lateFrom.getTime();

function createTeller({ now, timeZone, post, noticeOf }: WatchParts) {
  let told: { readonly day: LocalDate; readonly ids: Set<string> } = { day: '', ids: new Set() };
  return async (statuses: readonly JobStatus[]): Promise<void> => {
    const day = localDate(now(), timeZone);
    if (told.day !== day) told = { day, ids: new Set() };
    for (const status of statuses) {
      const id = `job-late:${status.job}:${day}`;
      if (!status.late || told.ids.has(id)) continue;
      const notice = noticeOf(status, id);
      if (notice !== undefined) await post([notice]);
      told.ids.add(id);
    }
  };
}
