import { describe, expect, it } from '@jest/globals';
import type { Card } from '../../../src/platforms/card.ts';
import { questionCard } from '../../../src/platforms/dingtalk/cards.ts';

const QUESTION: Card = {
  key: 'dingtalk:m1:1',
  title: '校园哨兵：请选择',
  text: '您说的是哪一所？',
  buttons: [
    { label: '桐渡镇中心小学', line: '报隐患 桐渡镇中心小学 围墙裂缝 50%' },
    { label: '柳汊镇中心小学', line: '报隐患 柳汊镇中心小学 围墙裂缝' },
  ],
};
const many = (n: number): Card['buttons'] =>
  Array.from({ length: n }, (_, at) => ({ label: `第${at}项`, line: `查 ${at}` }));

interface ActionCard {
  readonly actionCard: {
    readonly text: string;
    readonly btns: readonly { readonly title: string; readonly actionURL: string }[];
  };
}

describe('a question as a DingTalk card', () => {
  it('has links that say the line, all lower case', () => {
    const card = questionCard(QUESTION)?.robot as unknown as ActionCard;
    const links = card.actionCard.btns.map(({ actionURL }) => actionURL);
    for (const [n, link] of links.entries()) {
      expect(link.startsWith('dtmd://dingtalkclient/sendMessage?content=')).toBe(true);
      const content = link.slice(link.indexOf('=') + 1);
      expect(decodeURIComponent(content)).toBe(QUESTION.buttons[n]?.line);
    }
    expect(links).toHaveLength(2);
  });

  it('has every line in its text', () => {
    const { robot, api } = questionCard(QUESTION) ?? {};
    const { actionCard } = robot as unknown as ActionCard;
    for (const { line } of QUESTION.buttons) {
      expect(actionCard.text).toContain(line);
      expect(JSON.parse(api?.msgParam ?? '{}').text).toContain(line);
    }
  });

  it.each([
    [1, 'sampleActionCard'],
    [2, 'sampleActionCard2'],
    [5, 'sampleActionCard5'],
  ])('%i buttons are %s in the API', (n, msgKey) => {
    expect(questionCard({ ...QUESTION, buttons: many(n) })?.api.msgKey).toBe(msgKey);
  });

  it.each<readonly [string, Partial<Card>]>([
    ['six buttons', { buttons: many(6) }],
    ['no button', { buttons: [] }],
    ['a line too long for a link', { buttons: [{ label: '好', line: '字'.repeat(200) }] }],
    ['a text without room for buttons', { text: '字'.repeat(6_600) }],
    ['a label of blanks', { buttons: [{ label: ' ', line: '查' }] }],
  ])('%s are not a card', (_title, given) => {
    expect(questionCard({ ...QUESTION, ...given })).toBeUndefined();
  });
});
