import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withPlainPost } from '../../src/people/claimed-post.ts';
import { createPeople } from '../../src/people/people.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { testSealer } from '../support/test-sealer.ts';

describe('the post somebody claims', () => {
  it.each(['安全副校长', '控辍专干', '班主任', ' 总务主任 '])('%j is kept', (post) => {
    expect(withPlainPost({ name: '卓谷雨', post })).toEqual({ name: '卓谷雨', post: post.trim() });
  });

  it.each(['13812349999', '13812349999 副校长', '测试甲没来上学', '家住桐渡镇3组', '测试甲 班主任', ''])(
    '%j is left out',
    (post) => {
      expect(withPlainPost({ name: '卓谷雨', post })).toEqual({ name: '卓谷雨' });
    },
  );
});

describe('a request to be bound, as it is stored', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());

  it('holds nothing else that was typed', async () => {
    const people = createPeople({
      mongo: fresh.mongo,
      sealer: testSealer(),
      admins: [],
      roster: async () => ({ version: '1', members: [], groups: [] }),
      townshipOf: async () => undefined,
    });
    const at = new Date('2026-11-24T02:00:00Z');
    const asked = people.requestBind('wecom', 'zhuo', { name: '卓谷雨', post: '13812349999 测试甲' }, at);
    expect((await asked('wecom:m1:1')).claim).toEqual({ name: '卓谷雨' });
    const stored = JSON.stringify(await fresh.mongo.collection('bind_requests').find({}).toArray());
    expect(stored).toContain('卓谷雨');
    expect(stored).not.toMatch(/13812349999|测试甲/);
  });
});
