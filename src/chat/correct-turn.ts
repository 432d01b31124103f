import type { OwnFile } from '../casefiles/pointed-at.ts';
import { halfWidth, visibleText } from '../kit/width.ts';
import type { CommandLine } from './command-line.ts';
import { correctedWords } from './corrected-words.ts';
import { makeOffer } from './offer.ts';
import type { Outcome } from './outcome.ts';
import { type Meant, ownReports } from './own-reports.ts';
import { caseNumbersIn } from './parse/case-number.ts';
import { hasRole } from './rights.ts';
import type { Turn } from './turn.ts';

const CORRECTS =
  /不对|[搞说写填点报记弄打选]错|错了|有误|更正|改一?下|改[成为]|应该?[是为]|应为|不是[^,，。;；]{1,16}[\s,，。;；]*(?:而?是)/u;
/** Left out of the count by law, done, or taken back: another matter than a field. */
const LEFT_OUT = /休学|转学|学籍|缓学|免学|出国|参军|就读|报重|重复|不要了/u;
/** It speaks of what was filed before, and does not ask for a new file. */
const OF_LAST =
  /^(?:刚(?:才|刚)?|上(?:面|一)|前(?:面|头)|那个?)[^,，。;；]{0,12}(?:错|不对|有误|改)|^(?:不对|[搞说写填点报记弄]错|更正)|^(?:那个|孩子|学生|的|\s)*(?:时间|日期|地点|位置|地方|学校|年级|班级|名字|姓名|性别|原因|电话)[^,，。;；]{0,6}(?:错|不对|有误)/u;

/**
 * Words that put right what the speaker reported last: 不对，是六年级, 刚登记的时间错了 是11月16号. What they say anew is
 * offered for that file. Undefined where they correct nothing that can be read, or nothing of theirs is there.
 */
export async function answerCorrection(turn: Turn): Promise<Outcome | undefined> {
  const { message, deps, actor } = turn;
  const said = halfWidth(visibleText(message.text)).trim();
  const command = deps.registry.byName('改');
  if (message.chat.kind === 'group' || command === undefined || !hasRole(command, actor)) return undefined;
  if (!CORRECTS.test(said) || LEFT_OUT.test(said)) return undefined;
  const own = (await ownReports(turn)).filter(({ kind }) => kind === 'dropout');
  // What the words tell is new and points at no file, but a number or a name does.
  const [file] = [...named(turn, own), ...own];
  const known = file?.kind === 'dropout' ? await deps.services.dropouts.find(file.no) : undefined;
  if (file === undefined || known === undefined) return undefined;
  const stands = { ...known, grade: known, school: { id: known.schoolId } };
  const words = correctedWords(turn, { args: command.args, known: stands }, said);
  if (words.length === 0) return undefined;
  return makeOffer(
    turn,
    [{ label: `把 ${file.no} 改成：${words.join('，')}`, line: `改 ${file.no} ${words.join(' ')}` }],
    { sure: true },
  );
}

/** A hazard has no field to put right: what is said of it is kept with it, or it is taken back. */
export async function offerForHazard(turn: Turn): Promise<Outcome | undefined> {
  const [hazard] = (await ownReports(turn)).filter(({ kind }) => kind === 'hazard');
  if (hazard === undefined || turn.message.chat.kind === 'group') return undefined;
  const { no, words } = hazard;
  const said = turn.message.text.replace(/\s+/g, ' ').trim();
  const choices = [
    { label: `补充到${no}（${words}）`, line: `${no} 补充 ${said}` },
    { label: `撤回${no}，再重新报`, line: `撤回 ${no}` },
  ];
  return makeOffer(turn, choices, { sure: false });
}

/** The file whose number stands there or in what is quoted, or whose child is named. */
function named({ message }: Turn, own: readonly OwnFile[]): readonly Meant[] {
  const [no] = [message.text, message.quote?.text ?? ''].flatMap((text) => caseNumbersIn(text));
  if (no !== undefined) return [{ no, kind: no.startsWith('K') ? 'dropout' : 'hazard' }];
  return own.filter(({ name }) => name !== undefined && message.text.includes(name));
}

/** A command line that puts right what was reported last, though its word says something else. */
export function correctsLast({ command, rest }: CommandLine, text: string): boolean {
  if (command.name === '报辍学' || command.name === '报隐患') return OF_LAST.test(halfWidth(rest).trim());
  if (command.name === '撤回') return /[搞说写填点报记弄]错/u.test(text) && rest !== '';
  return command.name === '改';
}
