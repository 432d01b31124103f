import type { ExclusionRule } from '../places/dropout-rules.ts';
import { exclusionsIn, wordsOfExclusion } from './exclusions.ts';

/** Which step of recognition somebody says. */
export type SaidStep = 'proposed' | 'checked' | 'recognised' | 'true' | 'untrue';

/** What was said behind 认定 and the number. */
export interface SaidRecognition {
  readonly step?: SaidStep;
  /** The child is said not to count; several situations, or none, are asked about. */
  readonly excluded: boolean;
  readonly exclusions: readonly ExclusionRule[];
  /** The child counts, whatever was asked for before. */
  readonly counts?: true;
  readonly evidence?: string;
  /** So long from now on: 休学一年. */
  readonly months?: number;
  /** Whatever else was said. */
  readonly words?: string;
}

const STEPS: readonly (readonly [SaidStep, RegExp])[] = [
  ['untrue', /(?:核实|经核|查明)?(?:不属实|不实|查无此事|没有这事|不是事实)/u],
  ['true', /(?:核实|经核|查明)?(?:属实|是事实|确有其事)/u],
  ['proposed', /上报|提请|报请|申请认定|请认定|(?<![一-龥])报(?![一-龥])/u],
  ['checked', /已?核实(?:了|过了?)?|已核|核过了?|核查过了?/u],
  ['recognised', /同意(?:认定)?|认定(?:了|为辍学|辍学)?|计入在册/u],
];
const COUNTS = /(?<!不)计入|算辍学|是辍学|认定为?辍学/u;
const EXCLUDED = /不计入(?:情形|辍学)?|不(?:算|属于|计)辍学|排除/u;
const EVIDENCE = /(?:依据|凭证?据?|证明材料|证据)[\s:：是为]*([\s\S]+)$/u;
const LASTS = /(?:休学|缓学|为期|期限|请假|[到至])[\s:：]*(半年|[一二两123](?:个?学?年))/u;
const MONTHS: Readonly<Record<string, number>> = {
  半: 6,
  一: 12,
  '1': 12,
  二: 24,
  两: 24,
  '2': 24,
  三: 36,
  '3': 36,
};
/** What stands around something that was taken out. */
const AROUND = /^[\s,，、:：;；。.]+|[\s,，、:：;；。.]+$|[\s,，]*[到至][\s,，、;；。止]*$/gu;
const LEFT_OVER = /^(?:了|吧|的|中|已|是|为|,|，|\s|期限|为期)*$/u;

/** Read the plain words of a line of 认定. Pure. */
export function readRecognition(text: string, rules: readonly ExclusionRule[]): SaidRecognition {
  const proof = EVIDENCE.exec(text);
  const said = proof === null ? text : text.slice(0, proof.index);
  const step = STEPS.find(([, pattern]) => pattern.test(said));
  const plain = EXCLUDED.test(said);
  const named = plain ? exclusionsIn(rules, said) : byThemselves(said, rules);
  const exclusions = named.length > 0 || !plain ? named : exclusionsIn(rules, proof?.[1] ?? '');
  const lasts = LASTS.exec(text)?.[1]?.slice(0, 1);
  const excluded = plain || exclusions.length > 0;
  // The answer to 依据是什么 often begins with 依据 again.
  const evidence = tidy((proof?.[1] ?? '').replace(/^[\s:：]*依据[\s:：是]*/u, ''));
  const words = excluded ? besides(said, exclusions) : tidy(without(said, step?.[1]));
  return {
    excluded,
    exclusions,
    ...(step === undefined ? {} : { step: step[0] }),
    ...(COUNTS.test(said) ? { counts: true } : {}),
    ...(evidence === '' ? {} : { evidence }),
    ...(lasts === undefined ? {} : { months: MONTHS[lasts] ?? 12 }),
    ...(words === '' ? {} : { words }),
  };
}

/** Without 不计入 only a word by itself means a situation: 孩子想出国 is none. */
function byThemselves(said: string, rules: readonly ExclusionRule[]): readonly ExclusionRule[] {
  const words = said
    .split(/[\s,，、;；。到至]+/u)
    .map((word) => word.replace(LASTS, (all) => all.slice(0, 2)));
  const bare = words.map((word) =>
    word.replace(/^(?:同意|已核实?|上报|已经?|办了|批了|正?在)+|(?:了|中)$/gu, ''),
  );
  return rules.filter((rule) => wordsOfExclusion(rule).some((word) => bare.includes(word)));
}

/** Words that say neither that the child does not count nor why: what is left of them may be the evidence. */
function besides(said: string, exclusions: readonly ExclusionRule[]): string {
  const names = exclusions.flatMap(wordsOfExclusion).sort((a, b) => b.length - a.length);
  const steps = STEPS.reduce((left, [, pattern]) => left.replace(pattern, ' '), said.replace(EXCLUDED, ' '));
  const left = tidy(names.reduce((words, name) => words.replace(name, ' '), steps.replace(LASTS, ' ')));
  return LEFT_OVER.test(left) ? '' : left;
}

const without = (text: string, pattern: RegExp | undefined): string =>
  pattern === undefined ? text : text.replace(pattern, ' ');

function tidy(text: string): string {
  let left = text.replace(/\s+/gu, ' ');
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replace(AROUND, '');
  }
  return left;
}
