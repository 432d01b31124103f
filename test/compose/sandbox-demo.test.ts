import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { playDemo } from '../../src/compose/sandbox/demo.ts';
import { readDemoScript } from '../../src/compose/sandbox/demo-script.ts';
import { createDemoMark } from '../../src/compose/sandbox/demo-store.ts';
import { sandboxExamples } from '../../src/compose/sandbox/examples.ts';
import { localDate } from '../../src/kit/local-date.ts';
import { chatInWangxi, PEOPLE } from '../journeys/wangxi.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';

/** Of who was not understood, may not, or named what is not there. */
const UNANSWERED =
  /没看懂|没有查到|没有找到|没有认出|不在您的工作范围|您要找的是不是|还差|系统繁忙|还没有派出|没有登记任何|由领导下达|请先绑定/;

/** The day after a long holiday, New Year’s Day, summer. */
const DAYS = ['2026-10-09T08:00', '2027-01-01T09:00', '2027-07-20T11:00'] as const;

const at = (moment: string) => new Date(`${moment}:00+08:00`);

async function counted({ base }: TestChat): Promise<readonly number[]> {
  const names = ['dropouts', 'hazards', 'duties', 'permits', 'inbox'];
  return Promise.all(names.map((name) => base.database.mongo.collection(name).countDocuments({})));
}

describe.each(DAYS)('the sandbox’s people, on %s', (moment) => {
  let chat: TestChat;
  beforeAll(async () => {
    chat = await chatInWangxi({ clock: fixedClock(at(moment)) });
    await playDemo(chat.base, chat.parts);
  });
  afterAll(() => chat.stop());

  it('have reported a dozen cases and hazards of the last weeks, none of them in the future', async () => {
    const { mongo } = chat.base.database;
    const [dropouts = 0, hazards = 0, duties = 0, permits = 0, heard = 0] = await counted(chat);
    expect({ dropouts, hazards, duties, permits }).toEqual({
      dropouts: 10,
      hazards: 10,
      duties: 3,
      permits: 1,
    });
    // Each of the tasks is shown first, and confirmed.
    expect(heard).toBe(readDemoScript().length + duties);
    const received = await mongo.collection<{ receivedAt: Date }>('inbox').find({}).toArray();
    const days = received.map(({ receivedAt }) => localDate(receivedAt, 'Asia/Shanghai'));
    const { isWorkday } = await chat.app.built.services.calendar.current();
    expect(days.filter((day) => !isWorkday(day))).toEqual([]);
    for (const { receivedAt } of received) expect(receivedAt.getTime()).toBeLessThan(at(moment).getTime());
  });

  it('are told nothing for it now', async () => {
    expect(await chat.app.outbox.stats()).toMatchObject({ due: 0, sending: 0, unknown: 0, dead: 0 });
  });

  it('say it once', async () => {
    const before = await counted(chat);
    await playDemo(chat.base, chat.parts);
    expect(await counted(chat)).toEqual(before);
  });

  it('get an answer to every line that they may tap', async () => {
    const { services } = chat.app.built;
    const examplesOf = await sandboxExamples({
      ...services,
      timeZone: 'Asia/Shanghai',
      now: chat.base.clock.now,
      numbers: createDemoMark(chat.base.database.mongo).numbers,
    });
    const failed: string[] = [];
    let tried = 0;
    for (const [name, { wecom, dingtalk }] of Object.entries(PEOPLE)) {
      const { group, single } = await examplesOf({ wecom, dingtalk });
      const lines = [
        ...single.map((line) => ({ line })),
        ...group.map((line) => ({ line, group: 'wrWangxi-tongdu' })),
      ];
      for (const { line, ...where } of lines) {
        const answer = await chat.hear(line, { platform: 'wecom', sender: wecom, ...where });
        tried += 1;
        if (answer === '' || UNANSWERED.test(answer)) failed.push(`${name}: ${line} -> ${answer}`);
      }
    }
    expect(failed).toEqual([]);
    expect(tried).toBeGreaterThan(200);
  }, 120_000);
});

describe('what the sandbox’s people have said', () => {
  it('is finished after a crash by the same messages, counted from the same day', async () => {
    const chat = await chatInWangxi({ clock: fixedClock(at('2026-11-24T15:00')) });
    const { mongo } = chat.base.database;
    await playDemo(chat.base, chat.parts);
    const before = await counted(chat);
    await mongo.collection('sandbox_demo').updateOne({}, { $unset: { done: 1 } });
    await playDemo({ ...chat.base, clock: fixedClock(at('2026-11-26T09:00')) }, chat.parts);
    expect(await counted(chat)).toEqual(before);
    await chat.stop();
  });

  it('is never added to what others have said before', async () => {
    const chat = await chatInWangxi();
    const { mongo } = chat.base.database;
    await mongo.collection<{ _id: string }>('inbox').insertOne({ _id: 'wecom:somebody' });
    await playDemo(chat.base, chat.parts);
    expect(await counted(chat)).toEqual([0, 0, 0, 0, 1]);
    await chat.stop();
  });
});
