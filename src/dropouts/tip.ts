import type { ToTell } from '../casefiles/follow-up.ts';
import { strangerKey, toldOfStrangers } from '../casefiles/told-of-strangers.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName } from '../places/naming.ts';
import type { FillReply } from '../texts/reply-texts.ts';

/** A report by somebody nobody knows: a lead that counts nowhere, and who is told that it is there. */
export interface Tip {
  /** Whose day it is of: only the first ten of a day are told of, all are kept. */
  readonly key: string;
  tell(no: string): readonly ToTell[];
}

type Hearing = Parameters<typeof strangerKey>[0] & {
  readonly services: Parameters<typeof toldOfStrangers>[0];
  readonly gazetteer: Gazetteer;
  readonly now: Date;
  readonly text: FillReply;
};

const TOLD_FOR_MS = 14 * 24 * 60 * 60_000;

/** The township's people are told, with number and area and nothing of the child. */
export async function tipOf(hearing: Hearing, areaId: string): Promise<Tip> {
  const { services, gazetteer, now, text } = hearing;
  const accounts = await toldOfStrangers(services, { areaId });
  const until = new Date(now.getTime() + TOLD_FOR_MS);
  const area = areaName(gazetteer, areaId);
  return {
    key: strangerKey(hearing),
    tell: (no) => {
      const words = { title: '校园哨兵：您有1条线索待核', text: text('dropouts/told-tip', { no, area }) };
      return accounts.map((to) => ({ to, about: 'assigned', until, words }));
    },
  };
}
