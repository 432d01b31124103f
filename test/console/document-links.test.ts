import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { documentRef } from '../../src/documents/ref.ts';
import { numberIn } from '../journeys/talk.ts';
import { PEOPLE, type PersonName, type Talk, talkTo, WANGXI } from '../journeys/wangxi.ts';
import { startChat, type TestChat } from '../support/chat.ts';
import { deliveryText } from '../support/delivery-text.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { PAGES, pagesOf, pathIn, visit, type WebVisitor } from '../support/web-visitor.ts';

const clock = fixedClock(new Date('2026-11-24T02:00:00Z'));
const DAY_MS = 86_400_000;
let chat: TestChat;
let talk: Talk;
let server: ReturnType<typeof pagesOf>;
let no: string;
beforeAll(async () => {
  chat = await startChat({ county: WANGXI, env: { PUBLIC_URL: PAGES }, clock });
  talk = talkTo(chat, 'dingtalk');
  server = pagesOf(chat);
  no = numberIn(await talk('teacher', '报辍学 桐渡镇初级中学 疑似 八年级(2)班 女 姓名：欧阳测试'));
});
afterAll(() => chat.stop());

const signedIn = async (who: PersonName): Promise<WebVisitor> => {
  const here = visit(server);
  await here.signIn(await talk(who, '登录'));
  return here;
};

/** What comes with a document that somebody asked for. */
async function linkOf(who: PersonName, key: string): Promise<string> {
  const account = `dingtalk:${PEOPLE[who].dingtalk}`;
  const at = clock.now();
  const ref = documentRef({ kind: 'visit-record', subject: 'case', of: no, to: account, at: at.getTime() });
  await chat.app.built.services.tell({
    ...{ key, kind: 'document', to: { platform: 'dingtalk', userId: PEOPLE[who].dingtalk } },
    ...{ title: '校园哨兵：您要的文书', text: '文书', file: { name: '记录.docx', ref } },
    ...{ at, until: new Date(at.getTime() + 7 * DAY_MS) },
  });
  return pathIn(
    (await deliveryText(chat.app.database, `${key}:dingtalk:person:${PEOPLE[who].dingtalk}`)) ?? '',
  );
}

it('a document comes with a link that gives the file to who asked for it, signed in, and stands in the trail', async () => {
  const path = await linkOf('tongdu', 'word-1');
  expect(await linkOf('tongdu', 'word-1')).toBe(path);
  const asked = await visit(server).get(path);
  expect([asked.status, asked.text.includes('登录码')]).toEqual([401, true]);
  expect((await (await signedIn('tongduHead')).get(path)).status).toBe(404);
  const here = await signedIn('tongdu');
  const file = await here.get(path);
  expect(file.status).toBe(200);
  expect(file.headers['content-type']).toMatch(/wordprocessingml/);
  expect(decodeURIComponent(String(file.headers['content-disposition']))).not.toMatch(/欧阳|测试/);
  const { facts } = await chat.app.built.services.trail.find({ what: ['exported'] }, { skip: 0, limit: 5 });
  expect(facts[0]).toMatchObject({ by: { key: 'dingtalk:0202' }, detail: { way: 'page' } });
  clock.set(new Date(clock.now().getTime() + 8 * DAY_MS));
  expect((await (await signedIn('tongdu')).get(path)).status).toBe(404);
});

it('leads on to the file after the sign-in it asks for', async () => {
  const path = await linkOf('bureau', 'word-2');
  const here = visit(server);
  await here.get(path);
  const got = await here.signIn(await talk('bureau', '登录'), path);
  expect(got.headers['content-type']).toMatch(/wordprocessingml/);
});
