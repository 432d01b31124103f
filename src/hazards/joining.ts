import { fileAfter } from '../casefiles/appended.ts';
import type { ToTell } from '../casefiles/follow-up.ts';
import type { Effect } from '../kit/effect.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { type Decider, notDecided, whoDecides, whyNotDecided } from './deciding.ts';
import type { Decision } from './decisions.ts';
import type { NextFor } from './next-lines.ts';
import { hazardPlace } from './told.ts';
import { HAZARD_STATES } from './transitions.ts';
import type { DecidedHazard, Hazard, HazardStore } from './types.ts';
import { hazardForbids } from './whose.ts';

/** A message that joins two hazards, or takes them apart. */
export interface Joining extends Decider {
  readonly gazetteer: Gazetteer;
  readonly services: Decider['services'] & { readonly hazards: Pick<HazardStore, 'decide' | 'consider'> };
}

/** The move by which this person joins one to another: an officer's, or that of who reported it. */
export function joiningOf(file: Hazard, into: string, who: NextFor): Decision {
  return { move: hazardForbids(who, 'merged', file) === undefined ? 'merged' : 'seconded', into };
}

/** The move by which this person takes it apart again. */
export function partingOf(file: Hazard, who: NextFor): Decision {
  return { move: hazardForbids(who, 'unmerged', file) === undefined ? 'unmerged' : 'unseconded' };
}

/** What is decided, and at which versions, when the first is to go on in the second; or why it cannot. */
export async function aboutJoin(context: Joining, one: Hazard, other: Hazard) {
  const why = await whyNotDecided(
    context,
    one,
    { move: 'merged', into: other.no },
    await whoDecides(context),
  );
  if (why !== undefined) return { reply: why };
  const [first, second] = [shown(context, one), shown(context, other)];
  return {
    words: context.text('hazards/about-joined', { first, second }),
    version: `${one.no}:${one.entries.length}:${other.no}:${other.entries.length}`,
  };
}

/** What is decided when it is taken apart again; or why it cannot be. */
export async function aboutParting(context: Joining, one: Hazard) {
  const why = await whyNotDecided(context, one, { move: 'unmerged' }, await whoDecides(context));
  if (why !== undefined) return { reply: why };
  const { into } = one.heads;
  return {
    words: context.text('dropouts/about-parted', { no: one.no, into }),
    version: `${one.no}:${one.entries.length}`,
  };
}

/** The decision as an effect, and what became of it in words; or why it is not made. */
export async function joinedBy(
  context: Joining,
  file: Hazard,
  decision: Decision,
): Promise<{ readonly reply: string } | readonly [Effect<DecidedHazard>, (done: DecidedHazard) => string]> {
  const { services, actor, text } = context;
  const who = await whoDecides(context);
  const why = await whyNotDecided(context, file, decision, who);
  if (why !== undefined) return { reply: why };
  const own = who.accounts?.includes(file.reporterKey) ?? file.reporterKey === actor.key;
  const tell = 'into' in decision && !own ? toReporter(context, file) : [];
  return [
    services.hazards.decide(file.no, decision, { ...who, tell }),
    (done) => {
      const stored = fileAfter(done);
      if (stored === undefined) return notDecided(text, file.no, done, who) ?? '';
      const { into } = stored.heads;
      const state = HAZARD_STATES[stored.state].word;
      return into === undefined
        ? text('hazards/parted', { no: file.no, state })
        : text('hazards/joined', { no: file.no, into, own });
    },
  ];
}

const TOLD_FOR_MS = 14 * 24 * 60 * 60_000;

/** Whoever reported it hears that it goes on elsewhere; of the other one they hear nothing. */
function toReporter({ text, now }: Joining, { no, reporterKey: to }: Hazard): readonly ToTell[] {
  if (to.endsWith(':')) return [];
  const until = new Date(now.getTime() + TOLD_FOR_MS);
  const words = { title: '校园哨兵：您上报的隐患有进展', text: text('hazards/told-joined', { no }) };
  return [{ to, about: 'own-report', until, priority: 'normal', words }];
}

/** One of two hazards that may be the same thing, as who sees both is shown it in private. */
function shown({ gazetteer }: Joining, one: Hazard) {
  const { no, description, level, state } = one;
  return { no, place: hazardPlace(gazetteer, one), description, level, state: HAZARD_STATES[state].word };
}
