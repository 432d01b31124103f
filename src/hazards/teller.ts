import type { Reaching } from '../people/account-for.ts';
import type { People } from '../people/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName, fullName } from '../places/naming.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Hazard } from './types.ts';

/** The texts that people are told of hazards with. */
export type TellerTexts = 'hazards/told-turn' | 'hazards/told-reporter' | 'hazards/told-listing';

/** What telling needs of a message. */
export interface Teller {
  readonly actor: { readonly key: string; readonly memberId?: string };
  readonly now: Date;
  readonly gazetteer: Gazetteer;
  readonly text: FillReply<TellerTexts>;
  readonly services: { readonly people: Pick<People, 'everyone'>; readonly contacts: Reaching };
}

/** Where the hazard is, in full. */
export function hazardPlace(
  gazetteer: Gazetteer,
  { placeId, areaId }: Pick<Hazard, 'placeId' | 'areaId'>,
): string {
  const place = gazetteer.byId(placeId);
  return place === undefined ? areaName(gazetteer, areaId) : fullName(gazetteer, place);
}

/** Whose a place is that belongs to no school: of a water body the county file may say so. */
export function unitOf(gazetteer: Gazetteer, { placeId, areaId, schoolId }: Hazard): string | undefined {
  if (schoolId !== undefined) return undefined;
  const place = gazetteer.byId(placeId);
  return place?.kind === 'water' ? (place.unit ?? areaName(gazetteer, areaId)) : areaName(gazetteer, areaId);
}
