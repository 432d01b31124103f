import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Decision } from '../../src/dropouts/decisions.ts';
import { createDropoutStore } from '../../src/dropouts/dropouts-store.ts';
import type { Actor } from '../../src/people/actor.ts';
import { fileServices } from '../support/file-services.ts';
import { at, openOffice } from './office.ts';

const LEADER: Actor = { key: 'dingtalk:0101', memberId: 'head', bound: true, role: 'leader' };
const RETURNED: Decision = { move: 'returned', placement: '普通班' };

describe('children who come back', () => {
  let office: Awaited<ReturnType<typeof openOffice>>;
  const read = async (kind: 'morning' | 'evening' | 'weekly' | 'monthly' | 'term', time: string) =>
    (await office.instance().digests.read(LEADER, kind, at(time))).text;

  beforeAll(async () => {
    office = await openOffice();
    const dropouts = createDropoutStore(fileServices(office.mongo));
    let line = 0;
    const decide = async (no: string, decision: Decision, time: string, key = 'dingtalk:2') => {
      line += 1;
      const deciding = { by: { key, role: 'bureau' }, at: at(time) };
      expect(await dropouts.decide(no, decision, deciding)(`d${line}`)).toMatchObject({
        outcome: 'appended',
      });
    };
    const tongdu = await office.report('tongdu', '2026-11-10T09:00');
    const liucha = await office.report('liucha', '2026-11-10T09:00', { foundBy: '督查' });
    await office.report('liucha', '2026-11-10T09:00');
    await decide(tongdu.no, { move: 'checked' }, '2026-11-11T09:00');
    await decide(tongdu.no, { move: 'recognised' }, '2026-11-11T09:10', 'dingtalk:3');
    await decide(tongdu.no, RETURNED, '2026-11-24T09:00');
    await decide(liucha.no, RETURNED, '2026-11-24T09:30');
  });
  afterAll(() => office.drop());

  it('are in the evening’s digest, and no longer in the register', async () => {
    expect(await read('morning', '2026-11-24T08:10')).toContain('①在册未返校1（较昨持平），疑似待核2');
    const evening = await read('evening', '2026-11-24T17:10');
    expect(evening).toContain('今日返校2；');
    expect(evening).toContain('在册未返校0，疑似待核1｜');
    expect([...evening].length).toBeLessThanOrEqual(180);
  });

  it('are in the week’s figures by township, and in its trend from when they were counted', async () => {
    const daily = office.mongo.collection<{ _id: string }>('figures_daily');
    const old = { _id: '2026-11-20', cutOff: at('2026-11-20T08:00'), writtenAt: new Date(), areas: [] };
    await daily.insertOne(old);
    const weekly = await read('weekly', '2026-11-27T16:00');
    expect(weekly).toContain('返校2（桐渡镇1，柳汊镇1）');
    expect(weekly).toContain('返校未销号0→0→0→—→2');
    expect(await daily.findOne({ _id: '2026-11-20' })).toEqual(old);
  });

  it('are in the circular, with what was wrongly reported and what was missed', async () => {
    const circular = await read('monthly', '2026-12-03T09:00');
    expect(circular).toContain('本月新报3、返校2、再辍0、个案销号0。');
    expect(circular).toContain('五、错报漏报：本月新报的上报3＝认定1＋不计入0＋未定2，错报0，漏报1');
    expect(await read('term', '2026-12-31T16:30')).toContain('个案销号0');
  });
});
