/** How the parts of the partition are printed: every file is in exactly one of them at any instant. */
export const BUCKETS = {
  /** Signs before any absence: outside the county's columns, counted nowhere. */
  signs: '关注',
  lead: '待核',
  suspected: '疑似',
  registered: '在册',
  excluded: '不计入',
  returned: '返校',
  closed: '销号',
  transferred: '转出',
  merged: '并案',
  withdrawn: '撤回',
} as const;
/** One part of the partition. */
export type Bucket = keyof typeof BUCKETS;

/**
 * How the states of a case are printed, and in which part of the partition each lies. A child who is leaving stays
 * where they were counted, suspected (`leaving`) or registered (`transferring`), until the receiving place confirms.
 */
export const DROPOUT_STATES = {
  'watched-signs': { word: '关注', bucket: 'signs' },
  lead: { word: '线索，待核', bucket: 'lead' },
  suspected: { word: '疑似，待核', bucket: 'suspected' },
  leaving: { word: '疑似，转出待确认', bucket: 'suspected' },
  recognised: { word: '已认定', bucket: 'registered' },
  excluded: { word: '不计入', bucket: 'excluded' },
  persuading: { word: '劝返中', bucket: 'registered' },
  escalated: { word: '已升级', bucket: 'registered' },
  returned: { word: '已复学', bucket: 'returned' },
  watched: { word: '巩固回访中', bucket: 'returned' },
  closed: { word: '已销号', bucket: 'closed' },
  relapsed: { word: '再次辍学', bucket: 'registered' },
  transferring: { word: '转出待确认', bucket: 'registered' },
  transferred: { word: '已移出', bucket: 'transferred' },
  merged: { word: '已并案', bucket: 'merged' },
  dismissed: { word: '经核不属实', bucket: 'withdrawn' },
  withdrawn: { word: '已撤回', bucket: 'withdrawn' },
} as const satisfies Readonly<Record<string, { readonly word: string; readonly bucket: Bucket }>>;
/** States a case can be in (design: they follow from its entries, and are never typed in). */
export type DropoutState = keyof typeof DROPOUT_STATES;

/** All of them, in the order in which they are listed. */
export const STATES = Object.keys(DROPOUT_STATES) as readonly DropoutState[];

/** The part of the partition in which a file of this state lies. */
export function bucketOf(state: DropoutState): Bucket {
  return DROPOUT_STATES[state].bucket;
}

/** Whether the child is out of school in this state: what `查 辍学` counts. */
export function isOutOfSchool(state: DropoutState): boolean {
  return ['suspected', 'registered'].includes(bucketOf(state));
}
