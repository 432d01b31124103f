import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { lastAnswer, openChatPage, say, takePicture } from './chat-page.ts';

// The first minutes with what `npm start` makes without any setting, on a Tuesday afternoon.
const ahead = new Date('2026-11-24T15:00:00+08:00').getTime() - Date.now();
const clock = { now: () => new Date(Date.now() + ahead) };

let dataDir: string;
let app: App;
let opened: TestBrowser;
const start = (): Promise<App> =>
  startApp(loadConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), {
    log: createLog('silent'),
    clock,
    processMetrics: false,
  });
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cs-newcomer-'));
  [app, opened] = await Promise.all([start(), launchBrowser()]);
}, 60_000);
afterAll(async () => {
  await opened?.close();
  await app?.stop();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

interface Person {
  readonly id: string;
  readonly name: string;
}

const people = async (): Promise<readonly Person[]> =>
  ((await (await fetch(`${app.url}/sandbox/api/state`)).json()) as { people: readonly Person[] }).people;

/** Who says what where, as the page sends it; the bot's answer. */
async function answerTo(person: string, chat: string, words: string): Promise<string> {
  const text = chat === 'single' ? words : `@校园哨兵 ${words}`;
  const response = await fetch(`${app.url}/sandbox/api/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-sandbox': '1' },
    body: JSON.stringify({ platform: 'wecom', chat, person, text }),
  });
  const { answer } = (await response.json()) as { answer?: { text: string; state: string } };
  return answer?.text ?? '';
}

async function figures(): Promise<readonly number[]> {
  const { mongo } = app.database;
  return Promise.all(
    ['dropouts', 'hazards', 'duties', 'inbox'].map((name) => mongo.collection(name).countDocuments({})),
  );
}

describe('a newcomer', () => {
  it('is led from the bare address to a township officer’s chat, with three things to try', async () => {
    const { page, wrong, close } = await openChatPage(opened.browser, `${app.url}/`);
    expect(new URL(page.url()).pathname).toBe('/sandbox');
    const welcome = page.getByRole('region', { name: '试一试' });
    await welcome.getByText('桑小满（桐渡镇教育专干）').waitFor();
    const lines = await welcome.getByRole('button').allTextContents();
    expect(lines).toEqual(['查 辍学', '报隐患 桐渡镇中心小学 食堂 燃气报警器失灵', '待办']);
    await takePicture(page, 'newcomer-welcome');
    await welcome.getByRole('button', { name: '查 辍学' }).click();
    await lastAnswer(page)
      .getByText(/合计 [1-9]/)
      .waitFor();
    await welcome.waitFor({ state: 'hidden' });
    await say(page, '报隐患 桐渡镇中心小学 食堂 燃气报警器失灵');
    await lastAnswer(page).getByText('谢谢您早发现').waitFor();
    await say(page, '待办');
    await lastAnswer(page).getByText('在等回复').waitFor();
    // The one that README shows.
    await takePicture(page, 'sandbox-page');
    expect(wrong).toEqual([]);
    await close();
  });

  it('fits the welcome on a phone', async () => {
    const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
    const { page, close } = await openChatPage(opened.browser, `${app.url}/sandbox#dingtalk/p7/g2`, phone);
    await page.getByRole('region', { name: '试一试' }).waitFor();
    expect(await page.getByRole('button', { name: '发送' }).isVisible()).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await takePicture(page, 'newcomer-phone');
    await close();
  });

  it('finds figures, open duties and answers of the last weeks, in every question', async () => {
    const of = new Map((await people()).map(({ name, id }) => [name, id]));
    const ask = (name: string, words: string) => answerTo(of.get(name) ?? '', 'single', words);
    expect(await ask('卞知秋', '查 辍学')).toMatch(/合计 1\d/);
    expect(await ask('卞知秋', '查 二次辍学')).toMatch(/合计 2/);
    expect(await ask('卞知秋', '查 隐患')).toMatch(/合计 1\d/);
    expect(await ask('卞知秋', '未报')).toMatch(/家长信[\s\S]*已报1\//);
    expect(await ask('柏木青', '待办')).toMatch(/2项在等回复[\s\S]*零报告[\s\S]*家长信/);
    expect(await ask('柏木青', '证照')).toContain('食堂许可证');
    expect(await ask('岑立夏', '日报')).toMatch(/未销号隐患1\d（重大1/);
  });

  it('reads the handbook on the page, from its index to a page and back to the chat', async () => {
    const { page, wrong, close } = await openChatPage(opened.browser, `${app.url}/sandbox`);
    await page.getByRole('contentinfo').getByRole('link', { name: '使用手册' }).click();
    await page.getByRole('heading', { name: '使用手册', exact: true }).waitFor();
    await page.getByRole('link', { name: '人员变动' }).click();
    await page.getByRole('heading', { name: '发码' }).waitFor();
    await page.getByText('绑定 482913', { exact: true }).waitFor();
    await takePicture(page, 'newcomer-handbook');
    await page.getByRole('link', { name: '沙盒', exact: true }).click();
    await page.locator('#examples button').first().waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  it('is asked for nothing and pushed nothing by what was said before they came', async () => {
    expect(await app.database.mongo.collection('inbox').countDocuments({ 'late.state': 'due' })).toBe(0);
    expect(await app.outbox.stats()).toMatchObject({ due: 0, sending: 0, unknown: 0, dead: 0 });
  });

  it('after a restart finds what was there, once', async () => {
    const before = await figures();
    await app.stop();
    app = await start();
    expect(await figures()).toEqual(before);
  }, 60_000);
});
