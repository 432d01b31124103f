import type { Duty } from '../duties/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName } from '../places/naming.ts';

/** `望溪县防溺水2026年台账.xlsx`, of one township its name: nobody's own. */
export function ledgerFileName(
  { title, period }: Pick<Duty, 'title' | 'period'>,
  gazetteer: Gazetteer,
  areaId?: string,
): string {
  return fileName(`${title}${title.includes(period.label) ? '' : period.label}台账`, gazetteer, areaId);
}

/** `望溪县六员花名册.xlsx` */
export const rosterFileName = (gazetteer: Gazetteer, areaId?: string): string =>
  fileName('六员花名册', gazetteer, areaId);

function fileName(words: string, gazetteer: Gazetteer, areaId?: string): string {
  const whose = areaId === undefined ? gazetteer.county.name : areaName(gazetteer, areaId);
  return `${`${whose}${words}`.replace(/[\\/:*?"<>|\p{Cc}]/gu, '')}.xlsx`;
}
