import { join } from 'node:path';
import { personalDataIn } from '../chat/personal-data.ts';
import { createCirculars } from '../digests/circulars-store.ts';
import { giveDigests } from '../digests/deliver.ts';
import { createDigests } from '../digests/digests.ts';
import { createDirectives } from '../digests/directives-store.ts';
import { giveCirculars } from '../digests/give-circular.ts';
import { createPaint } from '../digests/picture.ts';
import { createPictures } from '../digests/pictures-store.ts';
import { createReaders } from '../digests/readers-store.ts';
import type { Sources } from '../digests/scene.ts';
import { silencedBy, type WhatIsOn } from '../duties/silenced.ts';
import { createSnapshots } from '../figures/snapshots-store.ts';
import type { DigestsWork } from '../jobs/digests.ts';
import { giveDigestsJob } from '../jobs/digests.ts';
import type { SlotJob } from '../jobs/job.ts';
import type { Purge } from '../jobs/purge.ts';
import { writeSnapshots } from '../jobs/snapshots.ts';
import { defined } from '../kit/defined.ts';
import { localDate } from '../kit/local-date.ts';
import type { Logger } from '../log.ts';
import type { Services } from '../services.ts';
import type { DigestTexts } from '../texts/digest-texts.ts';
import { loadTexts } from '../texts/load-texts.ts';
import type { Built } from './built.ts';
import { TEMPLATES_DIR } from './paths.ts';

/** Digests for commands, and what happens with them by itself. */
export interface BuiltDigests {
  readonly service: Services['digests'];
  readonly jobs: readonly SlotJob[];
  readonly purges: Readonly<Record<string, Purge>>;
}

const DAY_MS = 24 * 60 * 60_000;
/** Longer than any delivery keeps its text. */
const KEEP_PICTURES_DAYS = 30;
/** Longer than the units of the last digests matter. */
const KEEP_DIGESTS_DAYS = 60;

/** Digests over what is built already. `upcoming` names what comes round in some days. */
export function buildDigests(
  { services, shared, county }: Pick<Built, 'services' | 'shared' | 'county'>,
  {
    log,
    upcoming,
    fullViews,
    reminders,
  }: Pick<Sources, 'upcoming' | 'fullViews'> & { readonly log: Logger; readonly reminders?: WhatIsOn },
): BuiltDigests {
  const { mongo, tz } = shared;
  const { people, contacts, tell, places, calendar, dropouts, duties, incidents } = services;
  const texts = loadTexts<DigestTexts>(join(TEMPLATES_DIR, 'digests'));
  const snapshots = createSnapshots(shared);
  const directives = createDirectives(shared);
  const readers = createReaders(shared);
  const pictures = createPictures(mongo);
  const writing = {
    ...{ snapshots, directives, dropouts, incidents, places, calendar, tz, fill: texts.fill },
    duties: reminders === undefined ? duties : withoutSilenced(duties, reminders),
    hazardRules: async () => (await county.county()).hazardRules,
    ...defined({ upcoming, fullViews }),
  };
  const paint = createPaint({
    font: join(TEMPLATES_DIR, 'assets', 'fonts', 'noto-sans-sc-subset.ttf'),
    onFailure: (reason) => log.warn({ code: 'picture', reason }, 'a digest goes without its picture'),
  });
  const delivery = {
    writing,
    readers,
    pictures,
    people,
    contacts,
    tell,
    paint,
    circulars: createCirculars(mongo),
  };
  const work: DigestsWork = {
    give: (slot, signal) => giveDigests(delivery, slot, signal),
    circulars: (slot) => giveCirculars(delivery, slot),
  };
  return {
    service: createDigests({ writing, readers, directives, people, personal: personalDataIn }),
    // Figures first: what is given at the same minute is measured against them.
    jobs: [writeSnapshots({ snapshots, tz }), giveDigestsJob(work)],
    purges: {
      pictures: (now) => pictures.purge(new Date(now.getTime() - KEEP_PICTURES_DAYS * DAY_MS)),
      digests: (now) => readers.purge(localDate(new Date(now.getTime() - KEEP_DIGESTS_DAYS * DAY_MS), tz)),
    },
  };
}

/** Nobody is asked for the open duty of a stopped reminder: leaders hear no figure of it. */
function withoutSilenced(
  duties: Built['services']['duties'],
  reminders: WhatIsOn,
): NonNullable<Sources['duties']> {
  return {
    returns: duties.returns,
    recent: async (now, days) => {
      const silenced = await silencedBy(reminders);
      return (await duties.recent(now, days)).filter((duty) => duty.state !== 'open' || !silenced(duty));
    },
  };
}
