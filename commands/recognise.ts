import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  type Matter,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { caseClass, casePlace } from '../src/dropouts/case-place.ts';
import { notTheirs, whoDecides, whyNotDecided } from '../src/dropouts/deciding.ts';
import { CAUSES, type Cause, type EntryData } from '../src/dropouts/decisions.ts';
import { notDecided } from '../src/dropouts/not-decided.ts';
import { readRecognition } from '../src/dropouts/read-recognition.ts';
import { type Recognition, recognitionMeant, type Wanting } from '../src/dropouts/recognise.ts';
import { sinceSuspected } from '../src/dropouts/recognition.ts';
import { DROPOUT_STATES } from '../src/dropouts/states.ts';
import type { DropoutCase } from '../src/dropouts/types.ts';
import { CAUSE_WORDS, FOUND_BY_WORDS } from '../src/dropouts/words.ts';
import { defined } from '../src/kit/defined.ts';
import { addDays, spokenDate } from '../src/kit/local-date.ts';
import { ROLE_WORDS } from '../src/people/roles.ts';
import type { DropoutRules } from '../src/places/dropout-rules.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号', '案号'],
    question: '认定哪一件？请告诉我编号，例如 K26-0417-F。',
    wanted: { kinds: ['dropout'], right: 'see' },
  }),
  until: arg.dueDate({ labels: ['到期日', '期限'] }).optional(),
  cause: arg.word({ labels: ['原因', '成因'], words: CAUSE_WORDS }).optional(),
  foundBy: arg.word({ labels: ['发现方式', '发现'], words: FOUND_BY_WORDS }).optional(),
  words: arg.text({ labels: ['说明', '备注'] }).optional(),
});
type Args = z.output<typeof args>;

/** 认定: whether a child counts as a dropout, in the county's steps; what the bureau decides waits for 确认. */
export default defineCommand({
  name: '认定',
  aliases: ['认定辍学', '核实认定', 'recognise'],
  order: 21,
  summary: '辍学认定：学校或村上报，乡镇核实，县局同意或不计入；线索属实或不属实',
  usage:
    '认定 编号 [上报|已核|同意|属实|不属实] 或 认定 编号 不计入 情形 [依据…] [到…]（原因、发现方式可以一起写）',
  examples: [
    { line: '认定 K26-0417-F', where: 'private' },
    { line: '认定 K26-0417-F 不计入 休学 依据休学批准 到明年9月', where: 'private' },
  ],
  roles: ['teacher', 'school', 'village', 'township', 'bureau'],
  where: 'private',
  effect: 'adds',
  spoken:
    /同意认定|认定了|已认定|不计入|(?<!算)不算辍学|(?<![一-龥])(?:同意|已经?|办了|批了)?(?:休学|缓学|免学|出国|死亡|病故|送教上门|专门学校)(?:了|中)?(?=$|[\s,，、。]|[到至]|[一二两半\d])/u,
  args,
  asks,
  run,
});

/** The bureau's decisions, and that a lead is none, are said once more before they are made. */
async function asks(context: CommandContext, given: Args): Promise<Matter | ReplyResult | undefined> {
  const { file } = given.file;
  const rules = await context.services.dropouts.rules();
  const meant = meantBy(context, given, rules);
  if ('lacks' in meant) {
    const blocked = await whyNotExcluded(context, file, meant);
    return blocked === undefined ? wanting(context, file, meant) : { reply: blocked };
  }
  if (!['recognised', 'excluded', 'dismissed'].includes(meant.move)) return undefined;
  const why = await whyNotDecided(context, file, meant);
  if (why !== undefined) return { reply: why };
  return {
    words: context.text('dropouts/about-recognition', {
      ...{ no: file.no, place: casePlace(context.gazetteer, file), className: caseClass(file) },
      ...{ state: DROPOUT_STATES[file.state].word, steps: stepsBefore(file), move: meant.move },
      ...('evidence' in meant ? { evidence: meant.evidence } : { evidence: undefined }),
      ...decidedWords(rules, meant as Saying),
    }),
    version: `${file.no}:${file.entries.length}`,
    final: true,
  };
}

/** Nobody is asked for papers of what could not be decided with them. */
async function whyNotExcluded(
  context: CommandContext,
  file: DropoutCase,
  wants: Wanting,
): Promise<string | undefined> {
  if (wants.lacks === 'code') return undefined;
  const { code, ends, evidence } = wants.rule;
  const until = ends ? { until: addDays(context.today, 1) } : {};
  const decision = { move: 'excluded', code, evidence, ...until } as const;
  return whyNotDecided(context, file, decision);
}

async function run(context: CommandContext, given: Args): Promise<CommandResult> {
  const { file } = given.file;
  const { dropouts } = context.services;
  const rules = await dropouts.rules();
  const meant = meantBy(context, given, rules);
  if ('lacks' in meant) return wanting(context, file, meant);
  const who = await whoDecides(context);
  const theirs = await notTheirs(context, file, meant.move);
  if (theirs !== undefined) return { reply: theirs };
  return writes(dropouts.decide(file.no, meant, who), (done) => {
    const stored = fileAfter(done);
    if (stored === undefined) return notDecided(context.text, file.no, done, who) ?? '';
    return receipt(context, stored, rules);
  });
}

function meantBy({ actor, today }: CommandContext, given: Args, rules: DropoutRules): Recognition | Wanting {
  const { file, until, cause, foundBy, words } = given;
  const { exclusions } = rules;
  const said = readRecognition(words ?? '', exclusions);
  const line = { said, ...defined({ until: until?.day, cause: cause as Cause | undefined, foundBy }) };
  return recognitionMeant(file.file, line, { role: actor.role, today, exclusions });
}

/** What the line did not say, asked for; a situation is chosen by number. */
function wanting({ text }: CommandContext, { no }: DropoutCase, wants: Wanting): ReplyResult {
  if (wants.lacks === 'code')
    return {
      reply: text('dropouts/which-exclusion', { no }),
      choices: wants.among.map(({ name, evidence }) => ({
        label: `${name}（${evidence}）`,
        line: `认定 ${no} 不计入 ${name}`,
      })),
    };
  const { name, evidence } = wants.rule;
  if (wants.lacks === 'until') {
    const question = text('dropouts/ask-until', { no, name });
    return { reply: question, ask: { question, label: '到' } };
  }
  const question = text('dropouts/ask-evidence', { no, name, evidence });
  return { reply: question, ask: { question, label: '依据' } };
}

/** Who took the steps before, in their own words of office. */
function stepsBefore({ entries }: DropoutCase): readonly string[] {
  const words = { reported: '上报', proposed: '上报认定', checked: '核实', verified: '核实' };
  return sinceSuspected(entries).flatMap(({ kind, by }) => {
    const word = words[kind as keyof typeof words];
    return word === undefined ? [] : [`${by.name ?? ROLE_WORDS[by.role as 'bureau'][0]}${word}`];
  });
}

type Saying = Pick<EntryData, 'code' | 'until' | 'cause' | 'foundBy'>;

function decidedWords({ exclusions }: DropoutRules, data: Saying) {
  const { code, until, cause, foundBy } = data;
  return {
    exclusion: code === undefined ? undefined : (exclusions.find((one) => one.code === code)?.name ?? code),
    until: until === undefined ? undefined : `${until.slice(0, 4)}年${spokenDate(until)}`,
    cause: CAUSES.find((one) => one === cause),
    foundBy,
  };
}

function receipt({ text }: CommandContext, { no, entries }: DropoutCase, rules: DropoutRules): string {
  const last = entries.at(-1);
  return text('dropouts/recognised', {
    ...{ no, move: last?.kind ?? 'proposed' },
    ...decidedWords(rules, last?.data ?? {}),
  });
}
