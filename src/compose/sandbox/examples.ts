import { forbids, maySee } from '../../casefiles/rights.ts';
import type { Command } from '../../chat/command.ts';
import { exampleLines } from '../../chat/examples.ts';
import { decideRight } from '../../chat/rights.ts';
import { DROPOUT_FILE } from '../../dropouts/dropout-document.ts';
import type { DropoutCase } from '../../dropouts/types.ts';
import { defined } from '../../kit/defined.ts';
import { freshFor } from '../../kit/fresh-for.ts';
import { addDays, localDate, spokenDate } from '../../kit/local-date.ts';
import type { PlatformId } from '../../kit/platform-id.ts';
import type { Actor } from '../../people/actor.ts';
import { scopeOf } from '../../people/scope.ts';
import type { Services } from '../../services.ts';
import { shippedCommands } from '../shipped.ts';

/** Somebody of the sandbox, by their accounts. */
interface Accounts {
  readonly wecom?: string;
  readonly dingtalk?: string;
}

/** What the lines are filled with. */
export interface ExampleParts extends Pick<Services, 'people' | 'places' | 'files'> {
  readonly timeZone: string;
  now(): Date;
  /** Numbers of files that are there. */
  numbers(): Promise<readonly string[]>;
}

/** How long what is there may be remembered. */
const CASES_MS = 5_000;
const MOST_OF_ONE = 2;
/** They need something of the reader's own: an open duty, a report of today, somebody to send. 待办, 未报 and receipts carry their lines. */
const NEED_OWN = new Set(['报送', '复核', '催报', '撤回', '派检查']);
/** A number of a file, a code, a decision: in the examples they stand for ones of the reader's own. */
const STAND_IN = /[YTPJB]\d\d-\d{4}-[A-Z]|\b\d{6}\b|\bA7K3\b|\bD\d{4}\b/;
const A_CASE = 'K26-0417-F';
/** A second case, where two go together: which ones belong to one child only people know. */
const ANOTHER_CASE = /(?!K26-0417-F)K\d\d-\d{4}-[A-Z]/;
const A_DEADLINE = /\d{1,2}月\d{1,2}日前/;
const DAYS_TO_ANSWER = 10;

/**
 * The lines that a person may tap: of each command that they may use, the ones that 帮助 shows them, as far as they
 * work as they stand. A case in them is one that the person may see.
 */
export async function sandboxExamples(parts: ExampleParts) {
  const { all } = await shippedCommands();
  // 帮助 stands last in its own list, and is what somebody new taps first.
  const commands = all
    .filter(({ name }) => !NEED_OWN.has(name))
    .sort((a, b) => Number(b.name === '帮助') - Number(a.name === '帮助'));
  const cases = casesOf(parts);
  return async ({ wecom, dingtalk }: Accounts) => {
    const platform: PlatformId = wecom === undefined ? 'dingtalk' : 'wecom';
    const id = wecom ?? dingtalk ?? '';
    const [actor, gazetteer] = await Promise.all([
      parts.people.identify(platform, id, false),
      parts.places.current(),
    ]);
    const fill = filler(parts, await ownCases(parts, actor, await cases()));
    const linesIn = (kind: 'group' | 'single'): readonly string[] => {
      const reader = { actor, gazetteer, message: { chat: { kind } } };
      const lines = (command: Command) => exampleLines(command, reader).flatMap(fill).slice(0, MOST_OF_ONE);
      return commands.filter((command) => mayUse(command, actor, kind)).flatMap(lines);
    };
    return { group: linesIn('group'), single: linesIn('single') };
  };
}

/** Who has no area counts nothing. */
function mayUse(command: Command, actor: Actor, kind: 'group' | 'single'): boolean {
  if (command.name === '查' && ['own', 'none'].includes(String(scopeOf(actor)))) return false;
  return decideRight(command, actor, { kind }) === 'ok';
}

/** The cases there are, read once for the many people that a page shows. */
function casesOf({ files, numbers, now }: ExampleParts): () => Promise<readonly DropoutCase[]> {
  const cases = freshFor(CASES_MS, async () => {
    const year2 = now().getUTCFullYear() % 100;
    const found = await Promise.all((await numbers()).map((number) => files.find(number, year2)));
    return found.flat().flatMap(({ kind, file }) => (kind === 'dropout' ? [file] : []));
  });
  return cases.get;
}

/** A case that this person may see, and one that they may add to. */
async function ownCases({ people }: ExampleParts, actor: Actor, cases: readonly DropoutCase[]) {
  const reader = { actor, accounts: await people.accountsOf(actor) };
  const { sight, moves } = DROPOUT_FILE;
  return defined({
    seen: cases.find((file) => maySee(reader, file, sight))?.no,
    moved: cases.find((file) => forbids(reader, moves.supplemented.who, file, sight) === undefined)?.no,
  });
}

/** The line as it works now; none where it needs what is not there. */
function filler({ now, timeZone }: ExampleParts, { seen, moved }: { seen?: string; moved?: string }) {
  const deadline = spokenDate(addDays(localDate(now(), timeZone), DAYS_TO_ANSWER));
  return (line: string): readonly string[] => {
    const aCase = line.startsWith('个案') ? seen : moved;
    if (STAND_IN.test(line) || ANOTHER_CASE.test(line) || (aCase === undefined && line.includes(A_CASE)))
      return [];
    return [line.replace(A_CASE, aCase ?? '').replace(A_DEADLINE, `${deadline}前`)];
  };
}
