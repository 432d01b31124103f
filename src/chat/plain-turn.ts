import { fullName } from '../places/naming.ts';
import type { Place } from '../places/place.ts';
import { tellsOfChild } from '../places/tells-of-child.ts';
import { namesFigures } from './asked-figures.ts';
import type { Choice } from './command.ts';
import { directiveSaid } from './digest-reply.ts';
import { answerHow } from './how-turn.ts';
import { makeOffer } from './offer.ts';
import { chooseFrom, type Outcome } from './outcome.ts';
import { meantBy, ownReports } from './own-reports.ts';
import { caseNumbersIn } from './parse/case-number.ts';
import { LAST_SPOKEN } from './parse/file-talk.ts';
import { listTalk } from './parse/list-talk.ts';
import { plainTalk, soundsLikeReport } from './parse/plain-talk.ts';
import { hasRole } from './rights.ts';
import { runLine } from './run-line.ts';
import { answerTotals } from './totals-turn.ts';
import type { Turn } from './turn.ts';

/**
 * Words said as to a colleague: a greeting, a question for figures, news of a child already reported, work that is
 * not done here yet. Undefined: none of these. Nothing is stored; a question for figures is answered as 查 would.
 */
export async function answerPlainTalk(turn: Turn): Promise<Outcome | undefined> {
  const { text: said } = turn.message;
  const directive = directiveSaid(turn);
  if (directive !== undefined) return lineOf(turn, '批示', directive.slice('批示 '.length));
  const totals = await answerTotals(turn);
  if (totals !== undefined) return totals;
  switch (plainTalk(said)) {
    case 'greeting':
      return { text: turn.text('help/welcome', { name: turn.actor.name }) };
    case 'thanks':
      return { text: turn.text('help/thanks') };
    case 'duty-phone':
      return { text: turn.text('help/duty-phone', { duty: turn.gazetteer.county.dutyPhone }) };
    case 'figures':
      return countAsked(turn);
    case 'follow-up':
      return moreAboutCase(turn);
    case 'duties':
      return { text: turn.text('duties/talk', { asks: canAsk(turn) }) };
    case 'digest':
      return { text: turn.text('digests/how') };
    case 'list':
      return listAsked(turn);
    case 'how-to':
      return answerHow(turn);
    case 'another':
      return lineOf(turn, '同一处', '新');
    case 'not-yet':
      return { text: turn.text('refusals/not-yet', { no: caseNumbersIn(said)[0], list: listInstead(said) }) };
    default:
      return onlyPlace(turn);
  }
}

/** The list to look at instead of a ledger. */
function listInstead(said: string): string | undefined {
  if (!/台账|台帐|花名册|明细|名单/.test(said)) return undefined;
  return /隐患/.test(said) ? '名单 隐患' : '名单';
}

/** Who may see which units have not answered gets that line, everybody else the one to their own tasks. */
function canAsk({ deps, actor }: Turn): boolean {
  const command = deps.registry.byName('未报');
  return command !== undefined && hasRole(command, actor);
}

async function countAsked(turn: Turn): Promise<Outcome | undefined> {
  // 几个老师要来看: what is counted is nothing that figures are kept of.
  return namesFigures(turn, turn.message.text) ? lineOf(turn, '查', turn.message.text.trim()) : undefined;
}

async function lineOf(turn: Turn, name: string, rest: string): Promise<Outcome | undefined> {
  const command = turn.deps.registry.byName(name);
  return command && runLine(turn, { command, rest, number: 1 });
}

/** The file spoken of last, or the list that these words ask for. */
async function listAsked(turn: Turn): Promise<Outcome | undefined> {
  const talk = listTalk(turn.message.text);
  if (talk === undefined) return undefined;
  const last = 'last' in talk;
  const command = turn.deps.registry.byName(last ? '个案' : '名单');
  return command && runLine(turn, { command, rest: last ? LAST_SPOKEN : talk.words, number: 1 });
}

/**
 * These words are offered to be added to the file meant: the one named, else what they point at of the speaker's own of
 * today. Where there is none, words that sound like a report are one: 那个孩子在砖厂打工.
 */
async function moreAboutCase(turn: Turn): Promise<Outcome | undefined> {
  const { text: said, chat } = turn.message;
  const files = meantBy(turn, await ownReports(turn)).filter(({ kind }) => kind === 'dropout');
  const [file, ...others] = files;
  if (file === undefined && (tellsOfChild(said) || soundsLikeReport(said) === '报辍学')) return undefined;
  if (file === undefined || chat.kind === 'group')
    return { text: turn.text('dropouts/more', { line: file && `${file.no} 补充` }) };
  const words = said
    .replace(file.no, ' ')
    .replace(/^\s*补充/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const choices = files.map(({ no }) => ({ label: `补充到${no}`, line: `${no} 补充 ${words}` }));
  return makeOffer(turn, choices, { sure: others.length === 0 });
}

/** A place and nothing else: what about it? In a group schools are not said again. */
async function onlyPlace(turn: Turn): Promise<Outcome | undefined> {
  const said = turn.message.text.trim();
  const [mention] = turn.gazetteer.scan(said);
  const [place] = mention?.candidates ?? [];
  const whole = mention?.start === 0 && mention.end === said.length && mention.candidates.length === 1;
  if (!whole || place === undefined || turn.message.chat.kind === 'group') return undefined;
  // A draft that waits for 继续 is not given up for this.
  const draft = await turn.deps.dialogues.get(turn.place, turn.today);
  if (draft !== undefined && draft.dialogue.kind !== 'choose') return undefined;
  const choices = aboutPlace(turn, place);
  return choices.length === 0 ? undefined : chooseFrom(turn, turn.text('dialogue/what-for'), choices);
}

/** 报隐患 asks on for what is the matter; 报辍学 would file at once, so a number only shows its line. */
function aboutPlace(turn: Turn, place: Place): readonly (Choice & { copyOnly?: boolean })[] {
  const name = fullName(turn.gazetteer, place);
  const offers = [
    { command: '报隐患', line: `报隐患 ${name}`, copyOnly: false },
    { command: '报辍学', line: `报辍学 ${name} 疑似`, copyOnly: true },
    { command: '查', line: `查 ${name}`, copyOnly: false },
  ];
  return offers
    .filter(({ command }) => {
      const known = turn.deps.registry.byName(command);
      return known !== undefined && hasRole(known, turn.actor);
    })
    .filter(({ command }) => command !== '报辍学' || place.kind !== 'water')
    .map(({ line, copyOnly }) => ({ label: line, line, copyOnly }));
}
