import type { CommandLine } from './command-line.ts';
import { caseNumbersIn } from './parse/case-number.ts';
import type { Turn } from './turn.ts';

/**
 * Whether all of these lines say how an emergency goes on that is registered and the speaker's to add to: their words
 * are full of what happened, and no new cry. Where one of them names no such file, whoever cries is heard.
 */
export async function isNewsOfEmergency(turn: Turn, lines: readonly CommandLine[]): Promise<boolean> {
  const { actor, deps, today } = turn;
  if (!lines.every(({ command }) => command.newsOf === 'incident')) return false;
  const { people, files } = deps.services;
  const reader = { actor, accounts: await people.accountsOf(actor) };
  for (const { rest } of lines) {
    const [number] = caseNumbersIn(rest);
    if (number === undefined) return false;
    const wanted = { kinds: ['incident'], right: 'follow-up' } as const;
    const { fitting } = await files.fitting(number, Number(today.slice(2, 4)), reader, wanted);
    if (fitting.length !== 1) return false;
  }
  return true;
}
