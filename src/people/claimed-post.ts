import type { Claim } from './types.ts';

/** What posts are called: 安全副校长, 控辍专干, 班主任. */
const POST =
  /^[一-龥]{0,8}(?:主任|校长|园长|书记|局长|股长|科长|站长|所长|组长|队长|专干|干事|干部|老师|教师|秘书|主席|委员|人员|员)$/;

/**
 * The claim without a post that is none: what nobody recognised in a line lands there, and a phone or a child's name
 * among it would be stored as it is.
 */
export function withPlainPost({ post, ...claim }: Claim): Claim {
  const plain = post?.trim() ?? '';
  return POST.test(plain) ? { ...claim, post: plain } : claim;
}

/** What else a word behind unit and role may be: an office, a class. */
const OFFICE =
  /(?:办|股|科|室|局|所|站|院|校|队|中心|部门|单位|班|年级|平台|民警|警官|医生|护士|司机|宿管|厨师|同志)$/;
const LETTERS = /^\p{Script=Han}{2,8}(?:[·•・]\p{Script=Han}{1,8}){0,3}$/u;

/**
 * Name and post as they were said. Nobody is bound without their name because no list knows it: of words that are neither
 * unit nor role the last is the name, unless it reads like a post or an office.
 */
export function claimedName({ name, post }: Claimed): Claimed {
  if (name !== undefined || post === undefined) return { name, post };
  const words = post.split(/[\s,，、]+/).filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (!LETTERS.test(last) || POST.test(last) || OFFICE.test(last)) return { name, post };
  return { name: last, post: words.slice(0, -1).join(' ') || undefined };
}

interface Claimed {
  readonly name?: string | undefined;
  readonly post?: string | undefined;
}
