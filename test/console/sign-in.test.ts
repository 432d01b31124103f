import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consoleAddress } from '../../src/console/address.ts';
import { chatInWangxi, type Talk, talkTo } from '../journeys/wangxi.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { codeIn, PAGES, pagesOf, visit, type WebVisitor } from '../support/web-visitor.ts';

const clock = fixedClock(new Date('2026-11-24T02:00:00Z'));
let chat: TestChat;
let talk: Talk;
let server: ReturnType<typeof pagesOf>;
beforeAll(async () => {
  chat = await chatInWangxi({ env: { PUBLIC_URL: PAGES, TRUST_PROXY: 'on' }, clock });
  talk = talkTo(chat, 'wecom');
  server = pagesOf(chat);
});
afterAll(() => chat.stop());

/** From an address of its own, so that no test uses up another's tries. */
let addresses = 0;
const browser = (): WebVisitor => {
  addresses += 1;
  return visit(server, { 'X-Forwarded-For': `203.0.113.9, 198.51.100.${addresses}` });
};
const later = (minutes: number): void => clock.set(new Date(clock.now().getTime() + minutes * 60_000));
const collection = (name: string) => chat.app.database.mongo.db.collection(name);

describe('signing in to the pages', () => {
  it('takes the code that the bot gave in private, once, and shows who is signed in', async () => {
    const reply = await talk('teacher', '登录');
    const here = browser();
    const home = await here.signIn(reply);
    expect(home.text).toContain('卓谷雨 班主任');
    const there = browser();
    expect((await there.signIn(reply)).text).toContain('登录码不对');
    expect(await talk('teacher', '登录', 'tongdu')).not.toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}/);
  });

  it('takes a code however it is typed, and gives the same one to the same message', async () => {
    const reply = await talk.raw('bureau', '登录', { id: 'code-asked' });
    expect(await talk.raw('bureau', '登录', { id: 'code-asked' })).toBe(reply);
    const here = browser();
    await here.get('/console');
    const typed = codeIn(reply).toLowerCase().replace('-', '　');
    expect((await here.submit('/console/sign-in', { code: typed })).text).toContain('卞知秋');
  });

  it('takes no code that is five minutes old, nor one before the newest', async () => {
    const old = await talk('tongdu', '登录');
    const newer = await talk('tongdu', '登录');
    expect((await browser().signIn(old)).text).toContain('登录码不对');
    later(6);
    expect((await browser().signIn(newer)).text).toContain('登录码不对');
  });

  it('keeps neither code nor cookie, only their keyed hashes', async () => {
    const reply = await talk('principal', '登录');
    const here = browser();
    await here.signIn(reply);
    const kept = JSON.stringify([
      await collection('sign_in_codes').find().toArray(),
      await collection('sessions').find().toArray(),
      await collection('delivery-limits').find().toArray(),
    ]);
    for (const secret of [
      codeIn(reply),
      codeIn(reply).replace('-', ''),
      ...here.cookies.values(),
      '198.51.100',
    ])
      expect(kept).not.toContain(secret);
  });

  it('sets cookies that no script, no other site and no plain connection gets', async () => {
    const here = browser();
    const asked = await here.get('/console');
    const all = [asked.headers['set-cookie'] ?? []].flat().join('\n');
    expect(all).toMatch(/^__Host-sentinel-door=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    await here.signIn(await talk('village', '登录'));
    expect([...here.cookies.keys()]).toEqual(['__Host-sentinel-session']);
  });

  it('sends every page with strict headers', async () => {
    const { headers } = await browser().get('/console/nothing');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('refuses forms that are not of its pages in this very browser', async () => {
    const reply = await talk('leader', '登录');
    const other = browser();
    await other.get('/console');
    const here = browser();
    await here.get('/console');
    const code = codeIn(reply);
    const forms = [
      { code, next: '' },
      { code, next: '', token: 'x'.repeat(43) },
      { code, next: 'https://evil.example', token: 'x' },
      { code, next: '', token: 'x', more: '1' },
    ];
    for (const form of forms) expect((await here.post('/console/sign-in', form)).status).toBe(403);
    const foreign = await other.submit('/console/sign-in', { code: 'AAAA-AAAA' });
    expect(foreign.status).toBe(401);
    expect((await visit(server).post('/console/sign-in', { code, next: '', token: '' })).status).toBe(403);
    expect((await here.signIn(reply)).text).toContain('岑立夏');
  });

  it('lets one address try some twenty codes, whatever it writes into the header itself', async () => {
    const [here, neighbour] = [browser(), browser()];
    await here.get('/console');
    const statuses: number[] = [];
    for (let n = 0; n < 25; n += 1)
      statuses.push((await here.submit('/console/sign-in', { code: 'AAAA-AAAA' })).status);
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401));
    expect(statuses.at(-1)).toBe(429);
    await neighbour.get('/console');
    expect((await neighbour.submit('/console/sign-in', { code: 'AAAA-AAAA' })).status).toBe(401);
  });

  it('gives one person five codes at once, and says when the next', async () => {
    const replies: string[] = [];
    for (let n = 0; n < 6; n += 1) replies.push(await talk('officer6', '登录'));
    expect(replies.filter((reply) => reply.includes('登录码：'))).toHaveLength(5);
    expect(replies.at(-1)).toMatch(/请2分钟后再发：\n登录$/);
  });
});

describe('a sign-in', () => {
  const signedIn = async (who: Parameters<Talk>[0]): Promise<WebVisitor> => {
    const here = browser();
    await here.signIn(await talk(who, '登录'));
    return here;
  };
  const isIn = async (here: WebVisitor): Promise<boolean> =>
    (await here.get('/console')).text.includes('登录着的设备');

  it('ends after twenty idle minutes, and after eight hours however busy', async () => {
    const idle = await signedIn('liucha');
    later(19);
    expect(await isIn(idle)).toBe(true);
    later(21);
    expect(await isIn(idle)).toBe(false);
    const busy = await signedIn('liucha');
    for (let n = 0; n < 27; n += 1) {
      later(18);
      expect([n, await isIn(busy)]).toEqual([n, n < 26]);
    }
  });

  it('is listed and ended by its person, from the chat and on the page', async () => {
    const first = await signedIn('generalAffairs');
    later(1);
    const second = await signedIn('generalAffairs');
    expect(await talk('generalAffairs', '登录 列表')).toMatch(/登录着的设备2个：\n1　其他设备，11月\d+日/);
    expect(await talk('generalAffairs', '登录 退出 2')).toContain('已让1个设备退出登录');
    expect([await isIn(first), await isIn(second)]).toEqual([false, true]);
    expect((await second.submit('/console/sessions/end')).text).toContain('登录码');
    expect(await isIn(second)).toBe(false);
    expect(await talk('generalAffairs', '登录 列表')).toMatch(/现在没有登录着的设备/);
  });

  it('of somebody else is nothing to its page, and an administrator ends it by name', async () => {
    const [here, other] = [await signedIn('vicePrincipal'), await signedIn('liuchaPrincipal')];
    const [theirs] = await collection('sessions').find({ name: '阮小雪' }).sort({ at: -1 }).toArray();
    await here.get('/console');
    await here.submit('/console/sessions/end', { id: String(theirs?.id) });
    expect(await isIn(other)).toBe(true);
    expect(await talk('vicePrincipal', '登录 退出 阮小雪')).toContain('没有这个设备');
    expect(await talk('admin', '登录 列表 全部')).toContain('阮小雪');
    expect(await talk('admin', '登录 退出 阮小雪')).toContain('已让1个设备退出登录');
    expect([await isIn(here), await isIn(other)]).toEqual([true, false]);
  });

  it('ends when its person is unbound, and does not come back with a new binding', async () => {
    const asker = { id: 'newcomer' };
    const bind = async (): Promise<void> => {
      const asked = await talk(asker, '绑定 桐渡镇中心小学 老师 程知春');
      await talk('bureau', `绑定 同意 ${/绑定 同意 (\w{4})/.exec(asked)?.[1]}`);
      await talk('bureau', '确认');
    };
    await bind();
    const here = await signedIn(asker);
    expect(await isIn(here)).toBe(true);
    await talk('bureau', '绑定 解除 程知春');
    await talk('bureau', '确认');
    later(1);
    await bind();
    expect(await isIn(here)).toBe(false);
  });
});

describe('without an address that is safe to use', () => {
  it.each([
    [undefined, undefined],
    ['http://sentinel.example.cn', undefined],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000/console'],
    ['https://sentinel.example.cn/bot', 'https://sentinel.example.cn/bot/console'],
  ])('%s leads to %s', (url, page) => {
    expect(consoleAddress(url)?.signIn).toBe(page);
  });

  it('no code is given and there is no page', async () => {
    const other = await chatInWangxi();
    try {
      expect(await talkTo(other, 'wecom')('teacher', '登录')).toMatch(/没有开通网页[\s\S]*\n帮助$/);
      expect((await visit(pagesOf(other)).get('/console')).status).toBe(404);
    } finally {
      await other.stop();
    }
  });
});
