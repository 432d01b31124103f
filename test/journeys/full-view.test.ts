import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatCaseNumber } from '../../src/kit/case-number.ts';
import { FILE_ROLE_WORDS, roleOf } from '../../src/people/roles.ts';
import { parseCounty } from '../../src/places/county-file.ts';
import { startChat, type TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { PAGES, pagesOf, pathIn, visit, type WebVisitor } from '../support/web-visitor.ts';
import { lastLine, numberIn } from './talk.ts';
import { type PersonName, type Talk, talkTo, WANGXI } from './wangxi.ts';

const CHILD =
  '桐渡镇初级中学 疑似 八年级(2)班 女 姓名：欧阳测试 身份证号：999999201109100021 监护人：欧阳山 电话 13912345678';
const WHY = '送达限期复学通知书，核对住址';
const SECRETS = ['欧阳测试', '999999201109100021', '欧阳山', '13912345678', '枫树村3组'];

/** 柏木青's account is one that the school office shares, 卓谷雨 is named by the county. */
const COUNTY = WANGXI.replace('wecom: baimuqing', 'wecom: baimuqing, shared: 是').replace(
  'wecom: zhuoguyu',
  'wecom: zhuoguyu, rights: [调阅]',
);

describe('调阅', () => {
  const clock = fixedClock(new Date('2026-11-24T02:00:00Z'));
  let chat: TestChat;
  let talk: Talk;
  let server: ReturnType<typeof pagesOf>;
  let no: string;
  beforeAll(async () => {
    chat = await startChat({ county: COUNTY, env: { PUBLIC_URL: PAGES }, clock });
    talk = talkTo(chat, 'wecom');
    server = pagesOf(chat);
    no = numberIn(await talk('teacher', `报辍学 ${CHILD}`));
    await talk('teacher', `${no} 补充 住址：枫树村3组`);
  });
  afterAll(() => chat.stop());

  const load = async (text: string): Promise<void> => {
    const parsed = parseCounty(text, { roleOf, roleWords: FILE_ROLE_WORDS });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    await chat.app.built.county.load(parsed.file, async () => new Map());
  };
  const signedIn = async (who: PersonName): Promise<WebVisitor> => {
    const here = visit(server);
    await here.signIn(await talk(who, '登录'));
    return here;
  };
  const asked = async (who: PersonName): Promise<string> => pathIn(await talk(who, `调阅 ${no} ${WHY}`));
  const reads = async () =>
    (await chat.app.built.services.trail.find({ what: ['read'], file: no }, { skip: 0, limit: 50 })).facts;

  it('leads to a page that shows the whole file to who asked, once, and is in the trail', async () => {
    const path = await asked('tongdu');
    const here = await signedIn('tongdu');
    const before = (await reads()).length;
    const offered = await here.get(path);
    expect(offered.text).toContain(WHY);
    for (const secret of SECRETS) expect(offered.text).not.toContain(secret);
    expect(await reads()).toHaveLength(before);
    const file = await here.submit(path);
    for (const secret of SECRETS) expect(file.text).toContain(secret);
    expect(file.text).toContain('桑小满 教育专干');
    expect(file.text).toContain('2026-11-24 10:00');
    const [fact] = await reads();
    expect(fact).toMatchObject({ what: 'read', file: no, by: { key: 'wecom:sangxiaoman', name: '桑小满' } });
    expect([...(await chat.app.built.services.trail.words([fact?.key ?? ''])).values()]).toEqual([WHY]);
    expect((await here.submit(path)).status).toBe(403);
    expect((await here.get(path)).status).toBe(404);
  });

  it('shows nothing for the link alone: not to a stranger, not to a colleague, not to who comes too late', async () => {
    const path = await asked('tongdu');
    const stranger = await visit(server).get(path);
    expect(stranger.status).toBe(401);
    expect(stranger.text).toContain('登录码');
    const colleague = await signedIn('tongduHead');
    expect((await colleague.get(path)).status).toBe(404);
    const known = await colleague.get(path);
    const unknown = await colleague.get(`/console/views/${'a'.repeat(64)}`);
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
    const here = await signedIn('tongdu');
    expect((await here.get(path)).status).toBe(200);
    clock.set(new Date(clock.now().getTime() + 11 * 60_000));
    expect((await here.submit(path)).status).toBe(404);
  });

  it('goes on to the file after the sign-in that the link asks for', async () => {
    const path = await asked('principal');
    const here = visit(server);
    await here.get(path);
    const code = await talk('principal', '登录');
    const offered = await here.signIn(code, path);
    expect(offered.text).toContain(`调阅 ${no}`);
  });

  it('is won by one of two tabs in one second', async () => {
    const path = await asked('tongdu');
    const here = await signedIn('tongdu');
    await here.get(path);
    const before = (await reads()).length;
    const tabs = await Promise.all([here.submit(path), here.submit(path), here.submit(path)]);
    expect(tabs.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    expect(await reads()).toHaveLength(before + 1);
  });

  it('ends with the right to it, between the link and the page', async () => {
    const path = await asked('teacher');
    const here = await signedIn('teacher');
    expect((await here.get(path)).status).toBe(200);
    await load(WANGXI);
    // The sign-in goes with what it stood on.
    expect((await here.submit(path)).status).toBe(401);
    await here.signIn(await talk('teacher', '登录'), path);
    expect((await here.get(path)).status).toBe(404);
    await load(COUNTY);
  });

  it('gives one link to one message, however often it is heard', async () => {
    const first = await talk.raw('tongdu', `调阅 ${no} ${WHY}`, { id: 'asked-twice' });
    expect(await talk.raw('tongdu', `调阅 ${no} ${WHY}`, { id: 'asked-twice' })).toBe(first);
  });

  it.each(['', '看看', '工作需要', '领导要看一下', '。。。', '了解情况'])(
    'asks for a reason where “%s” is none',
    async (said) => {
      const reply = await talk('tongdu', `调阅 ${no} ${said}`);
      expect(lastLine(reply)).toBe(`调阅 ${no} 送达限期复学通知书，核对住址`);
      expect(reply).not.toContain('/console/');
    },
  );

  it('is heard in plain words beside the number, and the reason may follow by itself', async () => {
    const short = String(Number(no.slice(4, 8))).padStart(3, '0');
    for (const line of [
      `${short}调阅 核对学籍`,
      `${no} 完整档案 给孩子办转学`,
      `帮我调阅${no}，要给孩子办转学`,
    ])
      expect(await talk('tongdu', line)).toContain('/console/views/');
    for (const line of [`${short}身份证号多少`, `${no} 全名叫什么`, `看${no}的完整档案`, `调阅 ${no}`]) {
      expect(await talk('tongdu', line)).not.toContain('/console/');
      expect(await talk('tongdu', '入户核对身份')).toContain('/console/views/');
    }
    expect(await talk('tongdu', `${no} 身份证号 999999201109100021`)).toContain(`已补充 ${no}`);
  });

  it('is refused to who may not, and nobody learns of a file out of sight', async () => {
    for (const who of [
      'village',
      'leader',
      'department',
      'officer6',
      'auditor',
      'admin',
      'stranger',
    ] as const)
      expect(await talk(who, `调阅 ${no} ${WHY}`)).not.toContain('/console/');
    expect(await talk('generalAffairs', `调阅 ${no} ${WHY}`)).not.toContain('/console/');
    expect(await talk('village', `调阅 ${no} ${WHY}`)).toMatch(new RegExp(`\n个案 ${no}$`));
    const elsewhere = await talk('liucha', `调阅 ${no} ${WHY}`);
    expect(elsewhere).toBe(await talk('liucha', `调阅 ${formatCaseNumber('K', 26, 4242)} ${WHY}`));
    expect(await talk('tongdu', `调阅 ${no} ${WHY}`, 'tongdu')).not.toContain('/console/');
  });

  it('is counted in the week of the county, and told to nobody else', async () => {
    const week = await talk('bureau', '日报 本周');
    expect(week).toMatch(/完整档案调阅\d+次/);
    expect(week).not.toContain('桑小满');
    expect(await talk('tongdu', '日报 本周')).not.toContain('调阅');
    expect(await talk('tongdu', `个案 ${no}`)).not.toContain('调阅');
  });

  it('keeps no reason and no link to be read in the database', async () => {
    const kept = JSON.stringify(await chat.app.database.mongo.db.collection('full_views').find().toArray());
    expect(kept).not.toContain('送达');
    expect(kept).not.toContain(
      pathIn(await talk('tongdu', `调阅 ${no} ${WHY}`))
        .split('/')
        .at(-1),
    );
  });
});
