import { defined } from '../kit/defined.ts';
import { instantOf } from '../kit/instant-of.ts';
import { addDays, type LocalDate, localDate, localTime } from '../kit/local-date.ts';
import { accountFor, type Reaching } from '../people/account-for.ts';
import { accountKey, accountOf } from '../people/accounts.ts';
import type { Actor } from '../people/actor.ts';
import type { Tell } from '../people/tell.ts';
import type { People, Person } from '../people/types.ts';
import { readerOf } from './digests.ts';
import { type Paint, untilItFails } from './picture.ts';
import { pictureOf } from './picture-of.ts';
import type { Pictures } from './pictures-store.ts';
import { defaultSettings, dueKinds, READERS } from './readers.ts';
import { type DigestId, type KeptDigest, keyOf, type Readers } from './readers-store.ts';
import { cutOffOf } from './scene.ts';
import type { DigestKind } from './types.ts';
import { type PersonalKind, type WritingParts, type WrittenDigest, writeDigest } from './write.ts';

/** What giving digests needs. */
export interface Delivery {
  readonly writing: WritingParts;
  readonly readers: Readers;
  readonly pictures: Pictures;
  readonly people: Pick<People, 'everyone'>;
  readonly contacts: Reaching;
  readonly tell: Tell;
  readonly paint: Paint;
}

/** What a run did. */
export type GivenCounts = { readonly given: number; readonly pictures: number };

/**
 * Gives everybody what is due to them at this time: at most once per person, kind and day, on any number of instances.
 * A run that was broken off is finished by the next one, with the text that was kept. Words go out without a picture
 * once one could not be drawn in time. What goes wrong with one person's keeps nobody else waiting: it is thrown when
 * all others have theirs.
 */
export async function giveDigests(all: Delivery, slot: Date, signal: AbortSignal): Promise<GivenCounts> {
  const delivery = { ...all, paint: untilItFails(all.paint) };
  const { writing, readers, people } = delivery;
  const [calendar, everyone, chosen] = await Promise.all([
    writing.calendar.current(),
    people.everyone(),
    readers.chosen(),
  ]);
  const day = localDate(slot, writing.tz);
  const time = localTime(slot, writing.tz);
  let [given, pictures] = [0, 0];
  const failures: unknown[] = [];
  for (const person of everyone.filter(({ role }) => READERS.includes(role))) {
    const settings = chosen.get(person.id) ?? defaultSettings(person);
    for (const kind of dueKinds(settings, { day, time, calendar })) {
      if (signal.aborted) return { given, pictures };
      const one = { person, kind: kind as PersonalKind, day, slot };
      const done = await giveOne(delivery, one).catch((error: unknown) => {
        failures.push(error);
        return NOTHING;
      });
      given += done.given;
      pictures += done.pictures;
    }
  }
  if (failures.length > 0) throw failures[0];
  return { given, pictures };
}

interface One {
  readonly person: Person;
  readonly kind: PersonalKind;
  readonly day: LocalDate;
  readonly slot: Date;
}

async function giveOne(delivery: Delivery, { person, kind, day, slot }: One): Promise<GivenCounts> {
  const id = { person: person.id, kind, day };
  const before = await delivery.readers.kept(id);
  if (before?.told === true || person.accounts.length === 0) return NOTHING;
  const kept = before ?? (await prepare(delivery, id, { person, kind, day, slot }));
  if (kept === undefined) return NOTHING;
  await handDigest(delivery, id, { person, digest: kept, at: slot });
  return { given: 1, pictures: kept.picture === undefined ? 0 : 1 };
}

const NOTHING: GivenCounts = { given: 0, pictures: 0 };

async function prepare(delivery: Delivery, id: DigestId, { person, kind, day, slot }: One) {
  const { writing, readers } = delivery;
  // The morning's figures are those of the cut-off, whatever hour somebody reads them at.
  const at = kind === 'morning' ? cutOffOf(day, writing.tz) : slot;
  const written = await writeDigest(writing, kind, await readerOf(delivery, actorOf(person), slot), at);
  if (written === undefined) return undefined;
  const picture = await pictureRef(delivery, kind, written);
  const { tag, text, units } = written;
  const to = await accountFor(delivery.contacts, person.accounts);
  const where = defined({ picture, to: to && accountKey(to) });
  return readers.keep(id, { tag, text, units, ...where }, slot);
}

/** Drawn once for all who see the same; without it the digest goes by itself. */
async function pictureRef(
  { pictures, paint, writing }: Delivery,
  kind: DigestKind,
  { scene }: WrittenDigest,
): Promise<string | undefined> {
  const id = `${scene.day}-${kind}-${scene.view.id}`;
  if ((await pictures.find(id)) !== undefined) return id;
  const data = await pictureOf(writing, scene, kind);
  const png = data && (await paint(data));
  if (png === undefined) return undefined;
  await pictures.put(id, png, scene.at);
  return id;
}

/** Tells a person a digest that is kept, and notes that it was. */
export async function handDigest(
  { contacts, tell, readers, writing }: Pick<Delivery, 'contacts' | 'tell' | 'readers' | 'writing'>,
  id: DigestId,
  { person, digest, at }: { readonly person: Person; readonly digest: KeptDigest; readonly at: Date },
): Promise<void> {
  // The one that was kept: a second run must not tell it by another account.
  const to = digest.to === undefined ? await accountFor(contacts, person.accounts) : accountOf(digest.to);
  if (to === undefined) return;
  const { text, picture, tag } = digest;
  await tell({
    key: `digest:${keyOf(id)}`,
    kind: 'digest',
    to,
    title: TITLES[id.kind],
    text,
    at,
    until: instantOf(addDays(id.day, KEPT_DAYS[id.kind]), '00:00', writing.tz),
    priority: 'normal',
    ...(picture === undefined ? {} : { picture: { name: `${picture}.png`, ref: `digest:${picture}` } }),
  });
  await readers.noteRead(person.id, tag, at);
  await readers.told(id);
}

const TITLES: Readonly<Record<DigestKind, string>> = {
  morning: '校园哨兵：今日日报',
  evening: '校园哨兵：今日晚报',
  weekly: '校园哨兵：本周周报',
  monthly: '校园哨兵：月度通报',
  term: '校园哨兵：学期小结',
};

/** Days for which a digest is of use to somebody who reads it late. */
const KEPT_DAYS: Readonly<Record<DigestKind, number>> = {
  morning: 1,
  evening: 1,
  weekly: 4,
  monthly: 14,
  term: 14,
};

/** A person of the county as rights see them. */
export function actorOf({ id, accounts, ...person }: Person): Actor {
  const [first] = accounts;
  const key = first === undefined ? id : `${first.platform}:${first.userId}`;
  return { ...person, key, bound: true, memberId: id };
}
