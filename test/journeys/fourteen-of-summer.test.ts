import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recognitionBetween } from '../../src/figures/recognition.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

const at = new Date('2026-11-24T09:30:00+08:00');
const TOWNSHIPS = [
  ...['桐渡镇', '柳汊镇', '杉溪坪镇', '茶垭子镇', '禾洲渡镇', '半月潭镇', '雁回坪镇', '棠梨湾镇', '稻香浦镇'],
];
/** Nine townships and fourteen children: five townships have two. */
const PLACES = [...TOWNSHIPS, ...TOWNSHIPS.slice(0, 5)];
/** Four do not count; of the ten seven were caused by policy mishandled, two overlooked until the inspection came, one nobody explained. */
const EXCLUDED = ['休学 到2027年9月1日', '缓学 到2027年9月1日', '死亡', '转学'];
const CAUSES = [...Array.from({ length: 7 }, () => '政策处置不当'), '漏管', '漏管', undefined];

describe.each(PLATFORMS)('the fourteen of the summer meeting, by chat on %s', (platform) => {
  let chat: TestChat;
  let talk: Talk;
  beforeAll(async () => {
    chat = await chatInWangxi({ clock: fixedClock(at) });
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  it('become ten recognised and four that do not count, with finder and cause', async () => {
    const numbers: string[] = [];
    for (const [n, place] of PLACES.entries()) {
      const by = n < 12 ? '乡镇发现' : '督查发现';
      numbers.push(numberIn(await talk('leader', `报辍学 ${place} 疑似 ${by}`)));
    }
    // Whoever of the bureau checks for a township does not decide.
    const checked = await talk('admin', numbers.map((no) => `认定 ${no} 已核`).join('\n'));
    expect(checked.match(/已核实 K/g)).toHaveLength(14);
    expect(await talk('leader', '查 辍学')).toContain('合计 14');

    const counted = numbers.slice(4).map((no, n) => {
      const cause = CAUSES[n];
      return `认定 ${no} 同意${cause === undefined ? '' : ` 原因${cause}`}`;
    });
    const not = numbers.slice(0, 4).map((no, n) => `认定 ${no} 不计入 ${EXCLUDED[n]} 依据县里核定表`);
    const asked = await talk('bureau', [...counted, ...not].join('\n'));
    expect(asked).toContain('您要办的有 14 件');
    expect(lastLine(asked)).toBe('确认');
    const done = await talk('bureau', '确认');
    expect(done.match(/已认定 K/g)).toHaveLength(10);
    expect(done.match(/不计入：/g)).toHaveLength(4);

    const count = await talk('leader', '查 辍学');
    expect(count).toContain('合计 10');
    expect(count).toContain('文笔塔街道 0');
    const shown = await talk('leader', '查 认定');
    expect(shown).toContain('上报14＝认定10＋不计入4');
    expect(shown).toContain('漏报2');
    const files = await Promise.all(numbers.map((no) => chat.parts.services.dropouts.find(no)));
    const cases = files.flatMap((file) => (file === undefined ? [] : [file]));
    const areas = recognitionBetween(cases, { from: new Date(0), to: new Date(at.getTime() + 86_400_000) });
    const sum = (of: (area: (typeof areas)[number]) => number | undefined) =>
      areas.reduce((all, area) => all + (of(area) ?? 0), 0);
    expect(areas).toHaveLength(9);
    expect([sum((one) => one.reported), sum((one) => one.recognised), sum((one) => one.excluded)]).toEqual([
      14, 10, 4,
    ]);
    expect(sum((one) => one.causes.政策处置不当)).toBe(7);
    expect(sum((one) => one.causes.漏管)).toBe(2);
    expect(sum((one) => one.missed)).toBe(2);
    expect(cases.filter(({ state, cause }) => state === 'recognised' && cause === undefined)).toHaveLength(1);
  });
});
