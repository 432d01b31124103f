import { describe, expect, it } from '@jest/globals';
import { documentRulesOf, documentsSchema } from '../../src/places/county-documents.ts';
import { USUAL_DOCUMENT_RULES } from '../../src/places/document-rules.ts';

const RULE = '望教安字〔{年}〕{序}号';
const numbers = (...rules: readonly string[]) => ({
  numbers: rules.map((rule) => ({ documents: '督办单', rule })),
});

describe('the documents of a county file', () => {
  it('are neither numbered nor told a remedy where the file says nothing', () => {
    expect(documentRulesOf(undefined)).toEqual(USUAL_DOCUMENT_RULES);
    expect(USUAL_DOCUMENT_RULES.authority).toBeUndefined();
  });

  it('are what the file says', () => {
    const file = documentsSchema.parse({
      authority: '望溪县教育局',
      red_head: '是',
      numbers: [{ documents: '整改通知书、督办单', rule: RULE }],
      remedies: [{ documents: ['督办单'], text: '向县政府申请复议' }],
    });
    const rules = documentRulesOf(file);
    expect(rules).toMatchObject({ authority: '望溪县教育局', redHead: true });
    expect(rules.numbers).toEqual([{ documents: ['整改通知书', '督办单'], rule: RULE }]);
  });

  it.each<readonly [string, object]>([
    ['has no place for the year', numbers('望教安字{序}号')],
    ['has two places for the serial', numbers('望教安字〔{年}〕{序}{序}号')],
    ['says twice how one document is numbered', numbers(RULE, '望教〔{年}〕{序}号')],
    [
      'gives one rule to two authorities',
      {
        numbers: [
          { documents: '督办单', rule: RULE },
          { documents: '协查函', rule: RULE, authority: '桐渡镇人民政府' },
        ],
      },
    ],
    ['tells an empty remedy', { remedies: [{ documents: ['督办单'], text: ' ' }] }],
    ['has a word nobody knows', { seal: '公章' }],
  ])('is refused where it %s', (_, section) => {
    expect(documentsSchema.safeParse(section).success).toBe(false);
  });
});
