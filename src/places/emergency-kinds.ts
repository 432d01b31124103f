/**
 * Kinds of emergencies that a county names persons for, each with the words that mean it; the first is the one we
 * print. `harm` (to a child) and `self-harm` are for one person's eyes alone.
 */
export const EMERGENCY_WORDS = {
  fire: ['火灾', '火灾爆炸', '爆炸'],
  water: ['溺水', '落水'],
  poison: ['中毒', '食物中毒', '燃气泄漏'],
  injury: ['伤病', '伤亡', '坠楼', '触电', '踩踏'],
  violence: ['暴力', '行凶', '涉刀'],
  traffic: ['交通', '车祸', '校车'],
  disaster: ['灾害', '坍塌', '自然灾害'],
  missing: ['走失', '失踪'],
  harm: ['侵害', '性侵', '侵害未成年人'],
  'self-harm': ['自伤', '自杀', '轻生'],
  other: ['其他', '其它'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

/** A kind of emergency. */
export type EmergencyKind = keyof typeof EMERGENCY_WORDS;

/** What persons are named for: a kind of emergency, or `duty`, the bureau's person on duty, whatever happens. */
export type DutyKind = EmergencyKind | 'duty';

/** Whether nobody but the one person whom the county names for it may know: 侵害 and 自伤. */
export function isConfidential(kind: DutyKind): kind is 'harm' | 'self-harm' {
  return kind === 'harm' || kind === 'self-harm';
}

/** The words of each for a county file. */
export const DUTY_WORDS: Readonly<Record<DutyKind, readonly string[]>> = {
  duty: ['值班', '局值班', '教育局值班'],
  ...EMERGENCY_WORDS,
};
