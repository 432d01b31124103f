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
