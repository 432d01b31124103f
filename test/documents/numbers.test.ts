import { describe, expect, it } from '@jest/globals';
import { fetchedBy } from '../../src/documents/fetched-by.ts';
import { numberIn, plainNumber } from '../../src/documents/number-in.ts';
import { documentRef, readDocumentRef } from '../../src/documents/ref.ts';
import { fakeGazetteer } from '../support/fake-gazetteer.ts';

describe('the number of a document', () => {
  it.each([
    ['望教控字〔2026〕3号 写错了', '写错了'],
    ['望教控字[2026]3号 写错了', '写错了'],
    ['写错了 望教控字（2026）第3号', '写错了'],
    ['望教控字【2026】03号', ''],
  ])('is found in: %s', (said, rest) => {
    const read = numberIn(said);
    expect(plainNumber(read?.number ?? '')).toBe(plainNumber('望教控字〔2026〕3号'));
    expect(read?.rest).toBe(rest);
  });

  it('is none where there is none', () => {
    expect(numberIn('写错了')).toBeUndefined();
  });

  it('is another one with another place in the row', () => {
    expect(plainNumber('望教控字〔2026〕3号')).not.toBe(plainNumber('望教控字〔2026〕30号'));
  });
});

describe('a reference in the outbox', () => {
  const draft = { kind: 'served', subject: 'case' as const, of: 'K26-0417-F', to: 'wecom:a:b', at: 1 };
  it('comes back as it was', () => {
    expect(readDocumentRef(documentRef(draft))).toEqual(draft);
    expect(readDocumentRef(documentRef({ issued: 'a|b|2026:1', to: 'dingtalk:1', at: 2 }))).toMatchObject({
      at: 2,
    });
  });

  it.each(['patrol:x:2026-01', 'document:', 'document:{}', 'document:{"kind":1}', ''])(
    'is none: %s',
    (text) => {
      expect(readDocumentRef(text)).toBeUndefined();
    },
  );
});

describe('whoever fetched a copy', () => {
  const actor = {
    key: 'wecom:sangxiaoman',
    bound: true,
    role: 'township',
    post: '教育专干',
    name: '桑小满',
  } as const;
  it('is named by unit, post and a masked account', () => {
    expect(fetchedBy({ ...actor, townshipId: 'tongdu' }, fakeGazetteer())).toBe(
      '桐渡镇教育专干（企业微信 sa***an）',
    );
    expect(fetchedBy({ ...actor, key: 'dingtalk:0102', post: '控辍办主任' }, fakeGazetteer())).toBe(
      '控辍办主任（钉钉 0***2）',
    );
  });
});
