import type { Duty } from '../duties/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName } from '../places/naming.ts';

/** `望溪县防溺水2026年台账.xlsx`, of one township its name: nobody's own. */
export function ledgerFileName(
  { title, period }: Pick<Duty, 'title' | 'period'>,
  gazetteer: Gazetteer,
  areaId?: string,
): string {
  const whose = areaId === undefined ? gazetteer.county.name : areaName(gazetteer, areaId);
  const words = `${whose}${title}${title.includes(period.label) ? '' : period.label}台账`;
  return `${words.replace(/[\\/:*?"<>|\p{Cc}]/gu, '')}.xlsx`;
}
