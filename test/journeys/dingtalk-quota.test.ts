import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ownMillisecond, signed, textBody } from '../support/dingtalk-client.ts';
import { DINGTALK, type TestProgram } from '../support/program.ts';
import { startWangxi, talkTo } from './wangxi.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await startWangxi();
});
afterAll(() => program.stop());

const used = async () =>
  (await program.app.outbox.quotas()).find(({ quota }) => quota === 'message')?.used ?? 0;

it('counts against the month what DingTalk brought, and nothing that others sent to the address', async () => {
  const talk = talkTo(program, 'dingtalk');
  const webhook = `${program.app.url}/webhooks/dingtalk`;
  const post = async (body: unknown, robot = DINGTALK) => {
    const now = new Date();
    const request = signed(robot, body, ownMillisecond(now));
    return await fetch(webhook, { method: 'POST', headers: { ...request.headers }, body: request.body });
  };
  const said = textBody(DINGTALK, { text: '帮助', sender: '0202', id: 'once' }, new Date());
  for (let n = 0; n < 5; n += 1) {
    expect((await fetch(webhook)).status).toBe(200);
    expect((await fetch(webhook, { method: 'POST', body: '{}' })).status).toBe(401);
    expect((await post(said, { ...DINGTALK, secret: 'another' })).status).toBe(401);
    expect((await post({ ...said, robotCode: 'another' })).status).toBe(403);
    expect((await post({ ...said, msgId: undefined })).status).toBe(400);
    expect((await post({ ...said, text: undefined, errorCode: 20001 })).status).toBe(200);
    // The same message again and again, and its id in another mouth.
    expect((await post(said)).status).toBe(200);
    expect((await post({ ...said, senderStaffId: '0205' })).status).toBe(200);
  }
  await talk('tongdu', '帮助');
  // Written together, and all of it before a stop is over.
  await program.app.outbox.stop();
  expect(await used()).toBe(2);
});
