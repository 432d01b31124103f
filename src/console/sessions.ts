import { randomBytes } from 'node:crypto';
import type { TrailFact } from '../audit/types.ts';
import type { Clock } from '../kit/clock.ts';
import { defined } from '../kit/defined.ts';
import { accountOf } from '../people/accounts.ts';
import { type Actor, byOf } from '../people/actor.ts';
import type { People } from '../people/types.ts';
import type { Sealer } from '../privacy/types.ts';
import { typedCode } from './code.ts';
import type { CodesStore } from './codes-store.ts';
import type { ConsoleLimits } from './limits.ts';
import type { SessionDocument, SessionsStore } from './sessions-store.ts';
import { CODE } from './sign-ins.ts';
import { personOf, standingOf } from './standing.ts';

/** Who looks at a page now: their rights are those of this very request. */
export interface Viewer {
  readonly actor: Actor;
  readonly session: SessionDocument;
}

/** How a sign-in went. */
export type SignedIn =
  | { readonly outcome: 'signed-in'; readonly secret: string }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'too-often'; readonly seconds: number };

/** Sign-ins as the pages use them. */
export interface Sessions {
  signIn(typed: string, device: string): Promise<SignedIn>;
  /** The person behind a cookie; undefined when it has ended, or ends now because they are somebody else by now. */
  viewer(secret: string): Promise<Viewer | undefined>;
}

/** What they are made of. */
export interface SessionParts {
  readonly codes: CodesStore;
  readonly sessions: SessionsStore;
  readonly limits: ConsoleLimits;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly people: Pick<People, 'identify'>;
  readonly trail: { record(facts: readonly TrailFact[]): Promise<void> };
  readonly random?: (bytes: number) => Buffer;
}

const IDLE_MS = 20 * 60_000;
const LONGEST_MS = 8 * 60 * 60_000;
/** So often the use of a sign-in is written down. */
const NOTED_EVERY_MS = 30_000;

/** Under this name the id in a cookie is hashed. */
const SESSION = 'console session';

/** Sign-ins over these. */
export function createWebSessions(parts: SessionParts): Sessions {
  const { codes, sessions, limits, sealer, clock, people, trail, random = randomBytes } = parts;
  const hashesOf = (purpose: string, value: string) => sealer.hashes(purpose, value).map(({ h }) => h);
  const identify = (account: string) => {
    const { platform, userId } = accountOf(account);
    return people.identify(platform, userId, false);
  };

  const open = async (actor: Actor, device: string): Promise<string> => {
    const at = clock.now();
    const secret = random(32).toString('base64url');
    const [_id = ''] = hashesOf(SESSION, secret);
    const id = random(8).toString('hex');
    const session = {
      ...{ _id, id, person: personOf(actor), account: actor.key, standing: standingOf(actor), device },
      ...{ at, seenAt: at, ...ends(at, at) },
      ...defined({ name: actor.name }),
    };
    await trail.record([
      { key: `signed-in:${id}`, at, what: 'signed-in', by: byOf(actor), detail: { device } },
    ]);
    await sessions.insert(session);
    return secret;
  };

  return {
    signIn: async (typed, device) => {
      const code = typedCode(typed);
      const spent = code === undefined ? undefined : await codes.spend(hashesOf(CODE, code), clock.now());
      if (spent === undefined) return { outcome: 'wrong' };
      const seconds = await limits.take('person', spent.person);
      if (seconds !== undefined) return { outcome: 'too-often', seconds };
      const actor = await identify(spent._id);
      if (!actor.bound || personOf(actor) !== spent.person) return { outcome: 'wrong' };
      return { outcome: 'signed-in', secret: await open(actor, device) };
    },
    viewer: async (secret) => {
      const now = clock.now();
      const session = await sessions.find(hashesOf(SESSION, secret), now);
      if (session === undefined) return undefined;
      const actor = await identify(session.account);
      if (!actor.bound || standingOf(actor) !== session.standing) {
        await sessions.end({ ids: [session.id] }, 'standing', now);
        return undefined;
      }
      if (now.getTime() - session.seenAt.getTime() >= NOTED_EVERY_MS)
        await sessions.touch(session._id, now, ends(now, session.at).idleUntil);
      return { actor, session };
    },
  };
}

function ends(now: Date, since: Date): Pick<SessionDocument, 'idleUntil' | 'until'> {
  return {
    idleUntil: new Date(now.getTime() + IDLE_MS),
    until: new Date(since.getTime() + LONGEST_MS),
  };
}
