import type { FillReply } from '../texts/reply-texts.ts';
import type { Actor } from './actor.ts';
import { holderData, type UnitWords, unitWord } from './binding-words.ts';
import type { Contacts } from './reach.ts';
import { covers } from './scope.ts';
import type { Holder, People } from './types.ts';

/** The message by which an officer asks who may do what. */
export interface Listing {
  readonly actor: Actor;
  readonly text: FillReply<'people/holders' | 'people/holders-elsewhere'>;
  readonly words: UnitWords;
  readonly services: { readonly people: People; readonly contacts: Pick<Contacts, 'lastSpoke'> };
}

/** A school or township. */
interface Area {
  readonly kind: string;
  readonly id: string;
  readonly townshipId?: string;
}

/** 绑定 名单: who has which right by which account, from where and since when, and when they were last heard. */
export async function listHolders(listing: Listing, area: Area | undefined): Promise<string> {
  const { actor, text, words, services } = listing;
  if (area !== undefined && !mayAsk(actor, area)) return text('people/holders-elsewhere');
  const all = (await services.people.holders()).filter((one) => isSeen(actor, one) && isIn(one, area));
  const held = all.filter(({ accounts }) => accounts.length > 0);
  const ones = await Promise.all(
    held.map(async (holder) => holderData(holder, await lastSeen(services.contacts, holder), words)),
  );
  const bound = held.find(({ id, accounts }) => id !== actor.memberId && accounts.some(isFromChat));
  return text('people/holders', {
    area: area && words.placeName(area.id),
    ones,
    unbound: all.length - held.length,
    who: bound && `${unitWord(bound, words)} ${bound.name ?? ''}`,
  });
}

const isFromChat = ({ from }: Holder['accounts'][number]): boolean => from === 'chat';

/** The bureau's own people are nobody's area but their own. */
function isSeen(actor: Actor, { townshipId, schoolId }: Holder): boolean {
  return covers(actor, { areaId: townshipId ?? '', schoolId });
}

function isIn({ townshipId, schoolId }: Holder, area: Area | undefined): boolean {
  if (area === undefined) return true;
  return area.kind === 'school' ? schoolId === area.id : townshipId === area.id;
}

function mayAsk(actor: Actor, { kind, id, townshipId }: Area): boolean {
  const school = kind === 'school' ? { areaId: townshipId ?? '', schoolId: id } : { areaId: id };
  return covers(actor, school);
}

async function lastSeen(contacts: Listing['services']['contacts'], { accounts }: Holder) {
  const times = await Promise.all(accounts.map((account) => contacts.lastSpoke(account)));
  const seen = times.flatMap((time) => (time === undefined ? [] : [time.getTime()]));
  return seen.length === 0 ? undefined : new Date(Math.max(...seen));
}
