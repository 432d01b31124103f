import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Dialogue } from '../../src/chat/dialogue.ts';
import { createDialogues, purgeDialogues } from '../../src/chat/dialogue-store.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { testSealer } from '../support/test-sealer.ts';

const QUESTION: Dialogue = {
  kind: 'ask',
  line: '报辍学 疑似 测试甲 13800000000',
  label: '学校',
  question: '在哪个学校？',
  asked: 1,
  optional: false,
};

describe('dialogues as they are stored', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());
  const rows = () => fresh.mongo.collection('dialogues').find({}).toArray();

  it('show nothing of what was typed', async () => {
    await createDialogues(fresh.mongo, testSealer()).put('wecom:zhuo', QUESTION, 'wecom:m1', '2026-11-24');
    const stored = JSON.stringify(await rows());
    for (const word of ['测试甲', '13800000000', '报辍学']) {
      expect(stored).not.toContain(word);
      expect(stored).not.toContain(Buffer.from(word).toString('base64').slice(0, -4));
    }
  });

  it('are cleared by who answers them, and by nobody who answered another one', async () => {
    const dialogues = createDialogues(fresh.mongo, testSealer());
    const confirm: Dialogue = { kind: 'confirm', line: '批示 办结 P26-0003-R 已拨款', version: 'p:1' };
    await dialogues.put('wecom:ning', confirm, 'wecom:m7', '2026-11-24');
    await dialogues.clear('wecom:ning', 'wecom:m6');
    expect(await dialogues.get('wecom:ning', '2026-11-24')).toMatchObject({ dialogue: confirm });
    expect(JSON.stringify(await rows())).not.toMatch(/办结|已拨款/);
    await dialogues.clear('wecom:ning', 'wecom:m7');
    expect(await dialogues.get('wecom:ning', '2026-11-24')).toBeUndefined();
  });

  it('are gone when their day is over', async () => {
    const dialogues = createDialogues(fresh.mongo, testSealer());
    await dialogues.put('wecom:zhuo', QUESTION, 'wecom:m1', '2026-11-23');
    await dialogues.put('wecom:bian', QUESTION, 'wecom:m2', '2026-11-24');
    expect(await purgeDialogues(fresh.mongo, '2026-11-24')).toBe(1);
    expect(await dialogues.get('wecom:zhuo', '2026-11-23')).toBeUndefined();
    expect(await dialogues.get('wecom:bian', '2026-11-24')).toMatchObject({ dialogue: QUESTION });
  });
});
