import { localDate, localTime, spokenDate } from '../kit/local-date.ts';
import { nameOf } from './alarm-words.ts';
import type { AppendedIncident, Incident } from './types.ts';

/** How the two kinds of news are called. */
export const NEWS_WORDS = { 'follow-up': '续报', final: '终报' } as const;

/** More is read in the file's history. */
const MOST_SHOWN = 5;

/** What was said of an incident since, as its view shows it. */
export function newsOf({ entries }: Pick<Incident, 'entries'>, timeZone: string) {
  return entries
    .flatMap(({ kind, at, by, words }) => {
      if (words === undefined || (kind !== 'follow-up' && kind !== 'final')) return [];
      const on = `${spokenDate(localDate(at, timeZone))} ${localTime(at, timeZone)}`;
      return [{ word: NEWS_WORDS[kind], on, by: nameOf(by), words }];
    })
    .slice(-MOST_SHOWN);
}

/** What was said, without the word that says of what kind it is. */
export function spokenNews(said: string | undefined): string | undefined {
  const words = said?.replace(/^[\s,，:：。]*(?:续报|终报|结报)?[\s,，:：。]*/u, '').trim();
  return words === '' ? undefined : words;
}

/** How many hear that there is news, as the entry that brought it says. */
export function toldOfNews({ file }: Extract<AppendedIncident, { readonly file: Incident }>): number {
  const told = file.entries.flatMap((entry) => (entry.told ?? []).map(({ person }) => person));
  const by = file.entries.at(-1)?.by;
  return [...new Set(told)].filter((person) => person !== (by?.person ?? by?.key)).length;
}
