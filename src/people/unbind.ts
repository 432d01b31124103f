import { type Effect, followedBy } from '../kit/effect.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import { accountKey, accountOf } from './accounts.ts';
import { type Actor, byOf } from './actor.ts';
import { mayDecideOn } from './approval.ts';
import { accountWord, personWord, type UnitWords } from './binding-words.ts';
import { tellAccount } from './merge-words.ts';
import type { Account } from './reach.ts';
import { ROLE_WORDS } from './roles.ts';
import type { Tell } from './tell.ts';
import type { HeldAccount, Holder, People } from './types.ts';
import type { Waiting } from './waiting-store.ts';

type Texts = 'people/about-unbind' | 'people/not-unbound' | 'people/unbound' | 'people/unbound-told';

/** The message by which an officer takes somebody's accounts away. */
export interface Unbinding {
  readonly actor: Actor;
  readonly now: Date;
  readonly key: string;
  readonly text: FillReply<Texts>;
  readonly words: UnitWords;
  readonly services: {
    readonly people: People;
    readonly waiting: Waiting;
    readonly tell: Tell;
    readonly signIns: EndsSignIns;
  };
  freeze(name: string, choose: () => Promise<string>): Promise<string>;
}

/** Ends what somebody is signed in to by an account. */
interface EndsSignIns {
  endOf(accounts: readonly Account[], at: Date): Promise<void>;
}

type Named = readonly { readonly id: string }[];

/** Whose accounts would be taken away; or why they cannot be. */
export async function aboutUnbinding(context: Unbinding, named: Named) {
  const found = await theOne(context, named);
  if (found.why !== undefined) return { reply: context.text('people/not-unbound', { why: found.why }) };
  const { words, text } = context;
  const { holder, bound } = found;
  const about = text('people/about-unbind', {
    who: personWord(holder, words),
    accounts: bound.map((account) => accountWord(account, words)),
    left: holder.accounts.length - bound.length,
  });
  return { words: about, version: JSON.stringify([holder.id, holder.role, bound]) };
}

/** Takes the accounts away, forgets what waits for them, and tells each of them. */
export async function unbind(
  context: Unbinding,
  named: Named,
): Promise<{ readonly effect: Effect<void>; readonly reply: () => string }> {
  const { services, actor, now, text } = context;
  // A re-run finds them taken away by its own first run.
  const frozen = await context.freeze('unbind', async () => {
    const found = await theOne(context, named);
    if (found.why !== undefined) return JSON.stringify({ at: now, keys: [], why: found.why });
    const keys = found.bound.map(accountKey);
    return JSON.stringify({ at: now, keys, who: personWord(found.holder, context.words) });
  });
  const { at, keys, who, why } = JSON.parse(frozen) as Frozen;
  const accounts = keys.map(accountOf);
  const told = text('people/unbound-told', { by: actor.name ?? ROLE_WORDS[actor.role][0] });
  const effect = followedBy(services.people.unbind(accounts, byOf(actor), new Date(at)), async () => {
    await services.signIns.endOf(accounts, new Date(at));
    for (const account of accounts) {
      await services.waiting.forget(accountKey(account), new Date(at));
      await tellAccount(context, account, 'bind-decided', told);
    }
  });
  return {
    effect,
    reply: () =>
      why === undefined ? text('people/unbound', { who: who ?? '' }) : text('people/not-unbound', { why }),
  };
}

interface Frozen {
  readonly at: string;
  readonly keys: readonly string[];
  readonly who?: string;
  readonly why?: WhyNot;
}

type WhyNot = 'several' | 'own' | 'forbidden' | 'file' | 'none';

interface TheOne {
  readonly holder: Holder;
  readonly bound: readonly HeldAccount[];
  readonly why?: undefined;
}

/** The one who is meant, with the accounts that were bound in chat. */
async function theOne(
  { services, actor }: Unbinding,
  named: Named,
): Promise<TheOne | { readonly why: WhyNot }> {
  const [one, another] = named;
  if (one === undefined || another !== undefined) return { why: 'several' };
  if (one.id === actor.memberId) return { why: 'own' };
  const holder = (await services.people.holders()).find(({ id }) => id === one.id);
  if (holder === undefined) return { why: 'none' };
  if (!mayDecideOn(actor, holder)) return { why: 'forbidden' };
  const bound = holder.accounts.filter(({ from }) => from === 'chat');
  if (bound.length > 0) return { holder, bound };
  return { why: holder.accounts.length > 0 ? 'file' : 'none' };
}
