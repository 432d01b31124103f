import { CASE_FILES } from '../case-files.ts';
import { createRelay, type Relay } from '../casefiles/relay-store.ts';
import type { Clock } from '../kit/clock.ts';
import { defined } from '../kit/defined.ts';
import { safeError } from '../log.ts';
import { accountOf } from '../people/accounts.ts';
import { createStanding } from '../people/standing.ts';
import type { Services } from '../services.ts';
import type { Base } from './base.ts';

/** The relay of all files; it knows nowhere to go before `connectRelay`. */
export function buildRelay({ database, log }: Pick<Base, 'database' | 'log'>): Relay {
  const { mongo, sealer } = database;
  const onError = (error: Error): void =>
    log.warn({ code: 'relay', err: safeError(error) }, 'what follows from an entry has to wait');
  return createRelay({ mongo, sealer, collections: CASE_FILES.map(({ collection }) => collection), onError });
}

/** Where follow-ups go. Who has left the county's service is told nothing any more. */
export function connectRelay(
  relay: Relay,
  { people, photos, tell, dropouts }: Pick<Services, 'people' | 'photos' | 'tell' | 'dropouts'>,
  clock: Clock,
): void {
  const standing = createStanding(people);
  relay.connect({
    link: (key, { file, move, other }, { by, at }) => dropouts.link({ file, move, other }, { by, at })(key),
    photos: ({ ids, file }) => photos.attach(ids, file),
    tell: async (key, { to, about, until, priority }, words) => {
      const account = accountOf(to);
      if (!(await standing(account))) return;
      const at = clock.now();
      await tell({ key, kind: about, to: account, ...words, at, until, ...defined({ priority }) });
    },
  });
}
