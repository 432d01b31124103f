import { localDate } from '../kit/local-date.ts';
import { type Actor, byOf } from '../people/actor.ts';
import { isNamedIn } from '../people/named-officers.ts';
import type { People, Person } from '../people/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { circularText } from './circular.ts';
import type { Directives } from './directives-store.ts';
import { defaultSettings, tagOf } from './readers.ts';
import type { Readers } from './readers-store.ts';
import type { Digest, Digests } from './types.ts';
import { type ReaderOf, type WritingParts, writeDigest } from './write.ts';

/** What digests and instructions are made of. */
export interface DigestsParts {
  readonly writing: WritingParts;
  readonly readers: Readers;
  readonly directives: Directives;
  readonly people: Pick<People, 'everyone'>;
  /** Whether words tell who somebody is. */
  readonly personal: (words: string, gazetteer: Gazetteer) => boolean;
}

/** Digests and instructions for commands. */
export function createDigests(parts: DigestsParts): Digests {
  const { writing, readers, directives, people, personal } = parts;
  return {
    read: async (actor, kind, now): Promise<Digest> => {
      const day = localDate(now, writing.tz);
      const written =
        kind === 'monthly'
          ? { tag: tagOf(kind, day), text: await circularText(writing, now, []) }
          : await writeDigest(writing, kind, await readerOf(parts, actor, now), now);
      if (written === undefined) throw new Error('A digest was asked for by somebody who sees no township.');
      const { tag, text } = written;
      await readers.noteRead(personOf(actor), tag, now);
      return { tag, kind, day, text };
    },
    settings: async (actor) => (await readers.settingsOf(personOf(actor))) ?? defaultSettings(actor),
    choose: (actor, settings, at) => readers.choose(personOf(actor), settings, at),
    direct: (actor, draft) => async (key) => {
      const tag = draft.tag ?? (await readers.lastTag(personOf(actor)));
      return directives.open({ ...draft, tag, by: byOf(actor) })(key);
    },
    finish: (no, done) => directives.finish(no, done),
    openDirectives: () => directives.openOnes(),
    decision: async (actor, now) => {
      const written = await writeDigest(writing, 'morning', await readerOf(parts, actor, now), now);
      return DECISION.exec(written?.text ?? '')?.[1]?.trim();
    },
    seen: (actor, tag, at) => async () => {
      const read = tag ?? (await readers.lastTag(personOf(actor))) ?? '';
      if (read !== '') await readers.noteRead(personOf(actor), read, at);
      return read;
    },
    mayKeep: async (words) => !personal(words, await writing.places.current()),
    doersOf: async (words) => doersAmong(await people.everyone(), words),
  };
}

/** The id under which a person's reading is kept: the same for all their accounts. */
const personOf = ({ memberId, key }: Actor): string => memberId ?? key;

/** A reader with the units that both of their last two daily digests named. */
export async function readerOf(
  { readers, writing }: Pick<DigestsParts, 'readers' | 'writing'>,
  actor: Actor,
  now: Date,
): Promise<ReaderOf> {
  const before = await readers.unitsBefore(personOf(actor), localDate(now, writing.tz), 2);
  const [last = [], second = []] = before;
  return { actor, named: new Set(last.filter((unit) => second.includes(unit))) };
}

/** The line of a digest that its reader may copy. */
const DECISION = /^批示 D\S+ (.+)$/mu;

/** What an instruction may be about, and the posts whose work that is. */
const SECTIONS: readonly (readonly [about: RegExp, posts: RegExp])[] = [
  [/控辍|辍学|失学|劝返|返校|失联|学籍/u, /控辍/u],
  [/隐患|危墙|危房|消防|安全|校舍|校车|食堂|挂牌|督办|演练|溺水/u, /安全/u],
  [/资金|拨款|预算|经费|危墙款/u, /财务|计财/u],
  [/办公室|通报|会议|来文|行文/u, /办公室/u],
];

/** Whose work an instruction is: who is named in it, else those whose section its words touch, else all of the bureau. */
function doersAmong(people: readonly Person[], words: string): readonly Person[] {
  const named = people.filter(
    (one) => ['bureau', 'leader'].includes(one.role) && one.accounts.length > 0 && isNamedIn(words, one),
  );
  if (named.length > 0) return named;
  const bureau = people.filter(({ role, accounts }) => role === 'bureau' && accounts.length > 0);
  const posts = SECTIONS.filter(([about]) => about.test(words)).map(([, post]) => post);
  const theirs = bureau.filter(({ post = '' }) => posts.some((one) => one.test(post)));
  return theirs.length > 0 ? theirs : bureau;
}
