import { describe, expect, it } from '@jest/globals';
import { type FindingLevel, findingLevelOf } from '../../src/hazards/found-at.ts';
import type { Role } from '../../src/people/roles.ts';

describe('the level at which a hazard was found', () => {
  it.each<readonly [Role, string | undefined, FindingLevel | undefined]>([
    ['school', '安全副校长', '副校长'],
    ['school', '校长', '校长'],
    ['school', '园长', '校长'],
    ['school', '总务主任', '主任'],
    ['school', undefined, undefined],
    ['teacher', '班主任', undefined],
    ['township', '教育专干', '上级'],
    ['bureau', '安全股长', '上级'],
    ['visitor', undefined, undefined],
  ])('of a report by %s %s is %s', (role, post, level) => {
    expect(findingLevelOf({ role, ...(post === undefined ? {} : { post }) })).toBe(level);
  });
});
