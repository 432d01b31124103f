import type { Trail, TrailFact } from '../audit/types.ts';
import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import { type Effect, followedBy } from '../kit/effect.ts';
import { accountKey, accountOf } from './accounts.ts';
import { type Actor, byOf } from './actor.ts';
import type { BindOutcome, People } from './types.ts';

type Fact = Pick<TrailFact, 'at' | 'by' | 'person' | 'detail'>;

/** The same people; whatever changes somebody's rights is recorded on the trail, with the effect that changed it. */
export function recordedOnTrail(people: People, trail: Pick<Trail, 'record'>): People {
  const recorded = <T>(effect: Effect<T>, factsOf: (stored: T) => readonly Fact[]): Effect<T> =>
    followedBy(effect, async (stored, key) => {
      const facts = factsOf(stored);
      await trail.record(facts.map((fact, n) => ({ key: `rights:${key}:${n}`, what: 'rights', ...fact })));
    });

  return {
    ...people,
    redeem: (platform, userId, code, at) =>
      recorded(people.redeem(platform, userId, code, at), (outcome) =>
        outcome.outcome === 'bound' ? [became('bound', outcome.actor, { by: byOf(outcome.actor), at })] : [],
      ),
    approve: (code, by, override, at) =>
      recorded(people.approve(code, by, override, at), (outcome) =>
        agreed('approved', outcome, { by: byOf(by), at }),
      ),
    confirmMerge: (code, by, at) =>
      recorded(people.confirmMerge(code, by, at), (outcome) =>
        agreed('merged', outcome, { by: byOf(by), at }),
      ),
    refuse: (code, by, at) =>
      recorded(people.refuse(code, by, at), (outcome) =>
        outcome.outcome === 'refused-now'
          ? [{ at, by: byOf(by), person: accountKey(outcome.asker), detail: { act: 'refused' } }]
          : [],
      ),
    unbind: (accounts, by, at) =>
      recorded(people.unbind(accounts, by, at), () =>
        accounts.map((account) => ({
          ...{ at, by, person: accountKey(account) },
          detail: { act: 'unbound', platform: account.platform },
        })),
      ),
    bindGroup: (declaration, by, at) =>
      recorded(people.bindGroup(declaration, by, at), () => {
        const { platform, chatId: group, audience, outsiders, townshipId, schoolId } = declaration;
        const unit = schoolId ?? townshipId;
        const detail = { act: 'group', platform, group, audience, outsiders: outsiders ? 1 : 0 };
        return [{ at, by, detail: { ...detail, ...defined({ unit }) } }];
      }),
  };
}

interface Made {
  readonly by: By;
  readonly at: Date;
}

/** Rights that an account got, or that wait for the word of the person's other account. */
function agreed(act: string, outcome: BindOutcome, made: Made): readonly Fact[] {
  if (outcome.outcome === 'bound') return [became(act, outcome.actor, made)];
  if (outcome.outcome !== 'confirm') return [];
  return [{ ...made, person: accountKey(outcome.merge.asker), detail: { act: 'merge-asked' } }];
}

function became(act: string, { key, memberId, role, schoolId, townshipId }: Actor, made: Made): Fact {
  const detail = {
    act,
    role,
    platform: accountOf(key).platform,
    ...defined({ unit: schoolId ?? townshipId }),
  };
  return { ...made, person: memberId ?? key, detail };
}
