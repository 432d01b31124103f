import type { Person } from '../people/types.ts';

/** What an instruction may be about, and the posts whose work that is. */
const SECTIONS: readonly (readonly [about: RegExp, posts: RegExp])[] = [
  [/控辍|辍学|失学|劝返|返校|失联|学籍/u, /控辍/u],
  [/隐患|危墙|危房|消防|安全|校舍|校车|食堂|挂牌|督办|演练|溺水/u, /安全/u],
  [/资金|拨款|预算|经费|危墙款/u, /财务|计财/u],
  [/办公室|通报|会议|来文|行文/u, /办公室/u],
];

/** Whose work an instruction is: those at the bureau whose section its words touch, else everybody there. */
export function doersAmong(people: readonly Person[], words: string): readonly Person[] {
  const bureau = people.filter(({ role, accounts }) => role === 'bureau' && accounts.length > 0);
  const posts = SECTIONS.filter(([about]) => about.test(words)).map(([, post]) => post);
  const theirs = bureau.filter(({ post = '' }) => posts.some((one) => one.test(post)));
  return theirs.length > 0 ? theirs : bureau;
}
