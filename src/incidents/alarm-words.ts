import type { ToTell, Words } from '../casefiles/follow-up.ts';
import type { By } from '../kit/by.ts';
import { localTime } from '../kit/local-date.ts';
import { ROLE_WORDS, ROLES } from '../people/roles.ts';
import { EMERGENCY_WORDS } from '../places/emergency-kinds.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Reached } from './reach-person.ts';
import type { Incident } from './types.ts';

/** The texts that persons on duty read. */
export type AlarmTexts =
  | ('incidents/told' | 'incidents/told-alone')
  | ('incidents/false-alarm-told' | 'incidents/news-told');

/** After a day it is no news any more. */
const KEPT_MS = 24 * 60 * 60_000;
const TITLE = '校园哨兵：突发事件，请马上查看';

/** More is read in the file: somebody who is woken reads a few lines. */
const MOST_WORDS = 300;
const cut = (words: string): string =>
  words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS)}……` : words;

interface Telling {
  readonly text: FillReply<AlarmTexts>;
  readonly tz: string;
  readonly reached: readonly Reached[];
  readonly at: Date;
  /** Others were told before and did not answer. */
  readonly again: boolean;
  readonly areaName: (areaId: string) => string;
}

/** What the persons on duty read of an incident, day and night. Of what is confidential no word is repeated. */
export function telling({ text, tz, reached, at, again, areaName }: Telling) {
  return ({ no, kind, closed, words, areaId, reporter, reportedAt }: Incident): readonly ToTell[] => {
    const shared = { no, kind: EMERGENCY_WORDS[kind][0], time: localTime(reportedAt, tz) };
    const area = areaId === undefined ? undefined : areaName(areaId);
    const told = closed
      ? text('incidents/told-alone', shared)
      : text('incidents/told', { ...shared, area, words: cut(words), by: nameOf(reporter), again });
    return toAll(reached, at, { title: TITLE, text: told });
  };
}

/** What those who were told read when it turned out to be false. */
export function falseAlarmTelling(
  { text, reached, at, by }: Pick<Telling, 'text' | 'reached' | 'at'> & { readonly by: By },
  { no }: Incident,
): readonly ToTell[] {
  const told = text('incidents/false-alarm-told', { no, by: nameOf(by) });
  return toAll(reached, at, { title: '校园哨兵：突发事件已解除', text: told });
}

/** What those who were told read when somebody says how it went on: that there is news, not what. */
export function newsTelling(
  { text, reached, at, by }: Pick<Telling, 'text' | 'reached' | 'at'> & { readonly by: By },
  { no }: Incident,
  final: boolean,
): readonly ToTell[] {
  const told = text('incidents/news-told', { no, by: nameOf(by), final });
  return toAll(reached, at, { title: `校园哨兵：突发事件有${final ? '终报' : '续报'}`, text: told });
}

/** Their name, or what they are to the county. */
export function nameOf({ name, role }: By): string {
  const known = ROLES.find((one) => one === role);
  return name ?? (known === undefined ? '' : ROLE_WORDS[known][0]);
}

function toAll(reached: readonly Reached[], at: Date, words: Words): readonly ToTell[] {
  const until = new Date(at.getTime() + KEPT_MS);
  return reached.flatMap(({ accounts }) =>
    accounts.map((to): ToTell => ({ to, about: 'emergency', until, priority: 'emergency', words })),
  );
}
