import type { Actor } from '../people/actor.ts';

/** Kinds of hazard whose words point at people. */
export type SensitiveTopic = '欺凌' | '心理' | '侵害' | '网络' | '涉生';

// A pupil is meant when a class or 某某 stands near what somebody does or carries.
const PUPIL = '(?:年级|[一二三四五六七八九初高]\\S{0,4}班|某某?|同学|男生|女生|学生)';
const DEED =
  '(?:带刀|持刀|刀具|凶器|打架|斗殴|打人|被打|威胁|勒索|偷|抽烟|吸烟|喝酒|早恋|怀孕|逃学|离家出走|失踪)';

const TOPICS: readonly (readonly [SensitiveTopic, RegExp])[] = [
  ['侵害', /性侵|猥亵|性骚扰|侵害|强奸|家暴|虐待|体罚/],
  ['欺凌', /欺凌|霸凌|欺负|孤立|敲诈|收保护费|围殴|群殴/],
  ['心理', /心理(?!咨询室|辅导室|健康教育室|室)|抑郁|焦虑|自残|自杀|自伤|轻生|割腕|想不开|厌世/],
  ['网络', /网暴|网络(?:暴力|欺凌|诈骗|沉迷|谣言|贷)|网贷|裸照|人肉|不良视频/],
  ['涉生', new RegExp(`带刀|持刀|${PUPIL}.{0,12}${DEED}|${DEED}.{0,12}${PUPIL}`)],
];

/** What makes a description one that only private chats may hear (groups get category and spot); undefined: nothing. */
export function sensitiveHazard(description: string): SensitiveTopic | undefined {
  const text = description.normalize('NFKC').replace(/\s+/g, '');
  return TOPICS.find(([, pattern]) => pattern.test(text))?.[0];
}

const READ_WORDS: readonly string[] = ['school', 'township', 'bureau', 'leader', 'auditor'];

/**
 * Whether this person reads the words of a hazard: those of one that is about a child are for who answers for it or
 * whose work it is; others who see it read only what kind it is.
 */
export function readsWords(
  { role, memberId }: Pick<Actor, 'role' | 'memberId'>,
  { description, owners }: { readonly description: string; readonly owners?: readonly string[] | undefined },
): boolean {
  if (READ_WORDS.includes(role) || sensitiveHazard(description) === undefined) return true;
  return memberId !== undefined && owners?.includes(memberId) === true;
}

/** What this person reads of what it is: its words, or its kind. */
export function wordsFor(
  actor: Pick<Actor, 'role' | 'memberId'>,
  told: { readonly description: string; readonly owners?: readonly string[] | undefined },
): string {
  return readsWords(actor, told) ? told.description : (sensitiveHazard(told.description) ?? '');
}
