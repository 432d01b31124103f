/** How the examples write where and after what something is said: the same `1` answers an offer, a duty or nothing. */
const SETTING_WORDS = {
  群: 'group',
  家长群: 'parents',
  钉钉: 'dingtalk',
  有提议: 'offer',
  有提问: 'question',
  有确认: 'confirm',
  有任务: 'duty',
  刚登记: 'receipt',
  引用回执: 'quotes-receipt',
  引用自己: 'quotes-own',
  带图: 'photo',
  先图: 'photo-before',
} as const;

/** One circumstance of a message. */
export type Circumstance = (typeof SETTING_WORDS)[keyof typeof SETTING_WORDS];

/** What a message was said in. Which platform carries it says nothing of what it means. */
export type Setting = ReadonlySet<Circumstance>;

/** A message as the reader of acts sees it. */
export interface Said {
  readonly text: string;
  readonly setting: Setting;
}

/** The setting that these words tell, with blanks between; undefined where one of them is none. */
export function settingFrom(words: string): Setting | undefined {
  const found = words
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => (SETTING_WORDS as Readonly<Record<string, Circumstance>>)[word]);
  return found.some((one) => one === undefined)
    ? undefined
    : new Set(found.filter((one) => one !== undefined));
}
