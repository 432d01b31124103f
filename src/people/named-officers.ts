import { ROLE_WORDS } from './roles.ts';
import type { Person } from './types.ts';

type Officer = Pick<Person, 'name' | 'post' | 'role'>;

const TITLES = '(?:同志|副?(?:局长|股长|科长|主任)|老师)';

/** Whether words name this officer as officials do: 蔺守安, 守安同志, 蔺股长, 安全股长. */
export function isNamedIn(words: string, { name = '', post = '' }: Officer): boolean {
  if (name.length >= 2 && words.includes(name)) return true;
  if (post.length >= 3 && words.includes(post)) return true;
  const called = [name.length >= 3 ? name.slice(1) : '', name.slice(0, 1)].filter((one) => one !== '');
  return called.some((one) => new RegExp(`(?:^|[请由，,、。\\s])${one}${TITLES}`, 'u').test(words));
}

/** The words without these officers: what is left may still be somebody else. */
export function withoutOfficers(words: string, officers: readonly Officer[]): string {
  const names = officers.flatMap(({ name = '', post = '' }) => [post, name, name.slice(1)]);
  return names.filter((one) => one.length >= 2).reduce((left, one) => left.replaceAll(one, ' '), words);
}

/** `蔺守安（安全股长）` */
export function calledFully({ name, post, role }: Officer): string {
  if (name === undefined) return post ?? ROLE_WORDS[role][0];
  return post === undefined ? name : `${name}（${post}）`;
}
