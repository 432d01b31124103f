/** Who of a school hears of a 督办 first. */
export const SCHOOL_POSTS: readonly string[] = ['校长', '园长', '安全副校长'];
/** Who of a township does. */
export const TOWNSHIP_POSTS: readonly string[] = ['教育专干', '分管副镇长'];
/** Who of the bureau does, where whoever issued it is not there. */
export const BUREAU_POSTS: readonly string[] = ['安全股长', '控辍办主任'];
