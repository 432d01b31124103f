import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions } from 'playwright-core';
import { type App, startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { type ChatPage, lastAnswer, openChatPage, say, takePicture } from './chat-page.ts';

// A newcomer sees time pass: the whole program as `npm start` makes it, begun on a Tuesday afternoon.
const ahead = new Date('2026-11-24T15:00:00+08:00').getTime() - Date.now();
const clock = { now: () => new Date(Date.now() + ahead) };

let dataDir: string;
let app: App;
let opened: TestBrowser;
const start = (): Promise<App> =>
  startApp(loadConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent', SANDBOX_DEMO: 'off' }), {
    log: createLog('silent'),
    clock,
    processMetrics: false,
  });
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cs-time-'));
  [app, opened] = await Promise.all([start(), launchBrowser()]);
}, 60_000);
afterAll(async () => {
  await opened?.close();
  await app?.stop();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

const open = (hash: string, options: BrowserContextOptions = {}): Promise<ChatPage> =>
  openChatPage(opened.browser, `${app.sandboxUrl}${hash}`, options);

/** Something to be said to two persons at ten on Wednesday, on either platform. */
const postForTen = (): Promise<void> =>
  app.outbox.post([
    {
      id: 'newcomer',
      kind: 'test',
      priority: 'normal',
      title: '校园哨兵：您有1件待办',
      text: '请于今天17:00前报零报告。\n0',
      notBefore: new Date('2026-11-25T10:00:00+08:00'),
      expires: new Date('2026-11-25T11:00:00+08:00'),
      targets: [
        { platform: 'wecom', kind: 'person', id: 'fangshuangbai' },
        { platform: 'dingtalk', kind: 'person', id: '0303' },
        { platform: 'dingtalk', kind: 'group', id: 'cidWangxi-tongdu==' },
      ],
    },
  ]);

describe('time passes when the newcomer wants it to', () => {
  it('the clock goes to ten on the next workday, and what was due then has arrived', async () => {
    await postForTen();
    const { page, wrong, close } = await open('#dingtalk/p0/single');
    const bar = page.getByRole('region', { name: '模拟时间' });
    await bar.getByText('11月24日 周二 15:0').waitFor();
    await bar.getByText('工作日', { exact: true }).waitFor();
    await bar.getByRole('button', { name: '下个工作日 10:00' }).click();
    await bar.getByText('11月25日 周三 10:0').waitFor({ timeout: 30_000 });

    const newcomers = bar.getByRole('group', { name: '收到新私信的人' });
    // The day's own reminders arrive too.
    const told = await newcomers.getByRole('button').allTextContents();
    for (const look of ['企业微信', '钉钉'])
      expect(told).toContainEqual(expect.stringMatching(new RegExp(`^房霜白${look}[1-9]$`)));
    const group = page.getByRole('navigation').getByRole('button', { name: '桐渡镇控辍保学群' });
    expect(await group.locator('.unread').textContent()).toMatch(/^[1-9]$/);
    await takePicture(page, 'time-desktop');
    for (const [look, via] of [
      ['钉钉', '机器人'],
      ['企业微信', '应用消息'],
    ] as const) {
      await newcomers.getByRole('button', { name: new RegExp(`房霜白.*${look}`) }).click();
      const line = page.locator('.line.bot', { hasText: '请于今天17:00前报零报告' });
      await line.waitFor();
      expect(await line.locator('.badge').textContent()).toBe(via);
      expect(await line.locator('time').textContent()).toBe('10:00');
    }
    expect(await page.getByLabel('我是').inputValue()).not.toBe('p0');
    expect(await newcomers.getByRole('button', { name: '房霜白' }).count()).toBe(0);
    await takePicture(page, 'time-private');
    expect(wrong).toEqual([]);
    await close();
  });

  it('the bot takes what is said after the move, and answers by the new date', async () => {
    const { page, close } = await open('#dingtalk/p1/single');
    await say(page, '查 辍学');
    await lastAnswer(page).getByText('11-25').waitFor();
    await close();
  });

  it('the lines to tap are the ones that 帮助 shows', async () => {
    const { page, close } = await open('#dingtalk/p1/single');
    await page.getByRole('button', { name: '全部示例' }).click();
    const lines = await page.locator('#examples button').allTextContents();
    await takePicture(page, 'time-examples');
    await say(page, '帮助');
    await lastAnswer(page).getByText('校园哨兵').first().waitFor();
    const help = (await lastAnswer(page).textContent()) ?? '';
    const shown = lines.filter((line) => help.includes(line));
    expect(shown.length).toBeGreaterThanOrEqual(5);
    await close();
  });

  it('fits a phone', async () => {
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
    const { page, close } = await open('#wecom/p16/single', phone);
    await page.getByRole('button', { name: /一周后/ }).waitFor();
    const widths = await page.evaluate('[document.documentElement.scrollWidth, window.innerWidth]');
    expect(widths).toEqual([360, 360]);
    await takePicture(page, 'time-phone');
    await close();
  });

  it('after a restart the time goes on from where it was', async () => {
    await app.stop();
    app = await start();
    const { page, close } = await open('#dingtalk/p0/single');
    await page.getByText('11月25日 周三 10:').first().waitFor();
    await close();
  }, 60_000);
});
