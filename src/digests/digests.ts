import { localDate } from '../kit/local-date.ts';
import { type Actor, byOf } from '../people/actor.ts';
import type { People } from '../people/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { circularText } from './circular.ts';
import type { Directives } from './directives-store.ts';
import { doersAmong } from './doers.ts';
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
