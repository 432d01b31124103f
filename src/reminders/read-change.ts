import type { ReminderChange } from './types.ts';
import { AUDIENCE_WORDS } from './words.ts';

/** The first word of what was said, and the rest. */
export function firstWord(text: string): readonly [word: string, rest: string] {
  const [, word = '', rest = ''] = /^([^\s，,：:]+)[\s，,：:]*([\s\S]*)$/.exec(text.trim()) ?? [];
  return [word, rest.trim()];
}

/** The change that an officer wrote: 时间, 截止 or 正文 and what it is to be; undefined for anything else. */
export function changeOf(what: string, value: string): ReminderChange | undefined {
  if (value === '') return undefined;
  if (/^(?:时间|日期|日子)$/.test(what)) return { field: 'when', value };
  const field = /^(?:截止|期限)$/.test(what) ? 'due' : /^(?:正文|内容|文字)$/.test(what) ? 'text' : undefined;
  if (field === undefined) return undefined;
  const [first, behind] = firstWord(value);
  if (!Object.hasOwn(AUDIENCE_WORDS, first)) return { field, audience: '', value };
  return behind === '' ? undefined : { field, audience: first, value: behind };
}
