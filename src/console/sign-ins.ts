import { defined } from '../kit/defined.ts';
import { accountKey } from '../people/accounts.ts';
import type { Sealer } from '../privacy/types.ts';
import { codeFrom, spokenCode } from './code.ts';
import type { CodesStore } from './codes-store.ts';
import type { ConsoleLimits } from './limits.ts';
import type { SessionDocument, SessionsStore } from './sessions-store.ts';
import { personOf } from './standing.ts';
import type { IssuedCode, SessionView, SignIns } from './types.ts';

/** What the codes and the list of sign-ins are made of. */
export interface SignInParts {
  readonly address: string | undefined;
  readonly codes: CodesStore;
  readonly sessions: SessionsStore;
  readonly limits: ConsoleLimits;
  readonly sealer: Sealer;
}

/** How long a code may be used. */
const CODE_MS = 5 * 60_000;

/** Under this name a code is hashed. */
export const CODE = 'console code';

/**
 * Codes and sign-ins as commands reach them. A code is made from the message that asks for it, so that the same message
 * run again gives the same one and nothing readable is kept.
 */
export function createSignIns({ address, codes, sessions, limits, sealer }: SignInParts): SignIns {
  return {
    address,
    issue: (actor, at) => async (key) => {
      const [secret] = sealer.hashes('console code of', key);
      const code = codeFrom(secret?.h ?? '');
      const before = await codes.find(actor.key);
      if (before?.key === key) return issued(code);
      const seconds = await limits.take('code', personOf(actor));
      if (seconds !== undefined) return { outcome: 'too-often', seconds };
      const [hash] = sealer.hashes(CODE, code);
      const until = new Date(at.getTime() + CODE_MS);
      await codes.put({ _id: actor.key, person: personOf(actor), key, h: hash?.h ?? '', at, until });
      return issued(code);
    },
    live: async (at, person) => (await sessions.live(at, person)).map(viewOf),
    end: (ids, by, at) => sessions.end({ ids }, by.key, at),
    endOf: async (accounts, at) => {
      await sessions.end({ accounts: accounts.map(accountKey) }, 'unbound', at);
    },
  };
}

const issued = (code: string): IssuedCode => ({
  outcome: 'issued',
  code: spokenCode(code),
  minutes: CODE_MS / 60_000,
});

function viewOf({ id, person, name, account, device, at, seenAt }: SessionDocument): SessionView {
  return { id, person, account, device, at, seenAt, ...defined({ name }) };
}
