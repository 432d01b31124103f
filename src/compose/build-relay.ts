import { CASE_FILES } from '../case-files.ts';
import type { ToTell } from '../casefiles/follow-up.ts';
import { createRelay, type Relay } from '../casefiles/relay-store.ts';
import type { Hazard } from '../hazards/types.ts';
import { readCaseNumber } from '../kit/case-number.ts';
import type { Clock } from '../kit/clock.ts';
import { defined } from '../kit/defined.ts';
import { safeError } from '../log.ts';
import { accountOf } from '../people/accounts.ts';
import { createStanding, TOLD_TO_ANYBODY } from '../people/standing.ts';
import type { Services } from '../services.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Base } from './base.ts';

/** The relay of all files; it knows nowhere to go before `connectRelay`. */
export function buildRelay({ database, log }: Pick<Base, 'database' | 'log'>): Relay {
  const { mongo, sealer } = database;
  const onError = (error: Error): void =>
    log.warn({ code: 'relay', err: safeError(error) }, 'what follows from an entry has to wait');
  return createRelay({ mongo, sealer, collections: CASE_FILES.map(({ collection }) => collection), onError });
}

type Related = Pick<Services, 'people' | 'photos' | 'tell' | 'dropouts' | 'hazards' | 'trail' | 'documents'>;
type ToldByRelay = 'dropouts/told-put-back' | 'hazards/told-ended';

const TOLD_FOR_MS = 14 * 24 * 60 * 60_000;

/** Where follow-ups go. Who has left the county's service is told nothing any more but what became of their own report. */
export function connectRelay(
  relay: Relay,
  { people, photos, tell, dropouts, hazards, trail, documents }: Related,
  { clock, text }: { readonly clock: Clock; readonly text: FillReply<ToldByRelay> },
): void {
  const standing = createStanding(people);
  /** Whoever merged two files hears that they are two again: the other one had ended meanwhile. */
  const tellPutBack = async (key: string, to: string, files: { no: string; into: string }): Promise<void> => {
    const account = accountOf(to);
    if (!(await standing(account))) return;
    const at = clock.now();
    const words = { title: '校园哨兵：您有1件并案没有办成', text: text('dropouts/told-put-back', files) };
    const until = new Date(at.getTime() + TOLD_FOR_MS);
    await tell({
      key: `${key}:told`,
      kind: 'assigned',
      to: account,
      ...words,
      at,
      until,
      priority: 'normal',
    });
  };
  /** Whoever reported the same thing hears of its end as the first one did. */
  const toldEnded = ({ no, reporterKey: to }: Hazard): readonly ToTell[] => {
    if (to.endsWith(':')) return [];
    const until = new Date(clock.now().getTime() + TOLD_FOR_MS);
    const words = { title: '校园哨兵：您上报的隐患已销号', text: text('hazards/told-ended', { no }) };
    return [{ to, about: 'own-report', until, priority: 'normal', words }];
  };
  relay.connect({
    trail: async (fact) => {
      if (fact.what === 'erased' && fact.file !== undefined) {
        await dropouts.stripErased(fact.file);
        await photos.eraseOf(fact.file);
        await documents.eraseOf(fact.file);
        await trail.erase(fact.file);
      }
      await trail.record([fact]);
    },
    link: async (key, { file, move, other }, { by, at }) => {
      const link = { file, move, other };
      const isHazard = readCaseNumber(file)?.kind === 'Y';
      const made = { by, at, tell: toldEnded };
      const done = await (isHazard ? hazards.link(link, made) : dropouts.link(link, made))(key);
      if (done === 'put-back') await tellPutBack(key, by.key, { no: other, into: file });
    },
    photos: ({ ids, file }) => photos.attach(ids, file),
    tell: async (key, { to, about, until, priority }, words) => {
      const account = accountOf(to);
      if (!TOLD_TO_ANYBODY.includes(about) && !(await standing(account))) return;
      const at = clock.now();
      await tell({ key, kind: about, to: account, ...words, at, until, ...defined({ priority }) });
    },
  });
}
