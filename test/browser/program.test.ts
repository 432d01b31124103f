import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { PIXEL } from '../sandbox/world.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { type ChatPage, lastAnswer, openChatPage, say, takePicture } from './chat-page.ts';

// The whole program as `npm start` makes it without any setting, and a person at the page.
let dataDir: string;
let app: App;
let opened: TestBrowser;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cs-program-'));
  const config = loadConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent', SANDBOX_DEMO: 'off' });
  [app, opened] = await Promise.all([
    startApp(config, { log: createLog('silent'), processMetrics: false }),
    launchBrowser(),
  ]);
}, 60_000);
afterAll(async () => {
  await opened?.close();
  await app?.stop();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

const open = (): Promise<ChatPage> => openChatPage(opened.browser, app.sandboxUrl ?? '');

async function sitDown({ page }: ChatPage, person: string, look: string, chat: string): Promise<void> {
  await page.getByText(look, { exact: true }).click();
  const option = page.locator('#person option', { hasText: person });
  await page.getByLabel('我是').selectOption((await option.getAttribute('value')) ?? '');
  await page.getByRole('navigation', { name: '会话' }).getByRole('button', { name: chat }).click();
}

describe('a first hour with the program', () => {
  it.each([
    ['企业微信', 1],
    ['钉钉', 2],
  ])('on %s, a township officer reports in the group and counts', async (look, total) => {
    const chat = await open();
    await sitDown(chat, '桑小满', look, '桐渡镇控辍保学群');
    await say(chat.page, '报辍学 桐渡镇 疑似 八年级 男 厌学');
    const receipt = lastAnswer(chat.page);
    await receipt
      .getByText(/K\d\d-\d{4,}-[A-Z]/)
      .first()
      .waitFor();
    expect(await receipt.textContent()).toContain('桐渡镇');
    expect(await receipt.textContent()).not.toMatch(/八年级|男|厌学/);

    await say(chat.page, '查 辍学');
    await lastAnswer(chat.page).getByText(`合计 ${total}`).waitFor();
    expect(await lastAnswer(chat.page).textContent()).toContain(`桐渡镇 ${total}`);
    await takePicture(chat.page, `program-${look === '钉钉' ? 'dingtalk' : 'wecom'}`);
    expect(chat.wrong).toEqual([]);
    await chat.close();
  });

  it.each(['企业微信', '钉钉'])(
    'on %s, a principal reports a hazard with a picture in private',
    async (look) => {
      const chat = await open();
      await sitDown(chat, '柏木青', look, '校园哨兵');
      await chat.page
        .locator('#file')
        .setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: PIXEL });
      await say(chat.page, '报隐患 桐渡镇中心小学 食堂 燃气报警器失灵');
      await lastAnswer(chat.page)
        .getByText(/Y\d\d-\d{4,}-[A-Z]/)
        .first()
        .waitFor();
      await chat.close();
    },
  );

  it('help is given to everybody, in lines of the person’s own place', async () => {
    const chat = await open();
    await sitDown(chat, '桑小满', '企业微信', '校园哨兵');
    await say(chat.page, '帮助');
    await lastAnswer(chat.page).getByText('桐渡镇').first().waitFor();
    await takePicture(chat.page, 'program-help');
    await chat.close();
  });

  it('a township officer signs in with the bot’s code and reads a whole file, once', async () => {
    const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };
    const chat = await openChatPage(opened.browser, app.sandboxUrl ?? '', phone);
    await sitDown(chat, '桑小满', '企业微信', '校园哨兵');
    const { page } = chat;
    await say(
      page,
      '报辍学 桐渡镇初级中学 疑似 八年级 男 姓名：欧阳测试 监护人：欧阳山 电话 13912345678 奶奶在家',
    );
    await lastAnswer(page).getByText('已登记').waitFor();
    const no = /K\d\d-\d{4,}-[A-Z]/.exec((await lastAnswer(page).textContent()) ?? '')?.[0];
    await say(page, `调阅 ${no} 送达限期复学通知书，核对住址`);
    const [file] = await Promise.all([
      chat.page.context().waitForEvent('page'),
      lastAnswer(page).locator('a').click(),
    ]);
    await say(page, '登录');
    await lastAnswer(page).getByText('登录码：').waitFor();
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec((await lastAnswer(page).textContent()) ?? '')?.[0] ?? '';
    await takePicture(file, 'console-sign-in-phone');
    await file.getByLabel('登录码').fill(code);
    await file.getByRole('button', { name: '登录' }).click();
    await file.getByText('送达限期复学通知书').waitFor();
    await takePicture(file, 'console-offered-phone');
    const link = file.url();
    await file.getByRole('button', { name: '打开档案' }).click();
    await file.getByText('13912345678').waitFor();
    expect(await file.locator('svg.mark text').first().textContent()).toBe('桑小满 教育专干');
    expect(await file.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await takePicture(file, 'console-file-phone');
    await file.setViewportSize({ width: 1100, height: 760 });
    await takePicture(file, 'console-file-wide');
    await file.goto(link);
    await file.getByText('打不开').waitFor();
    expect(await file.textContent('body')).not.toContain('13912345678');
    await takePicture(file, 'console-gone-wide');
    await file.getByRole('link', { name: '回到首页' }).click();
    await takePicture(file, 'console-home-wide');
    await file.setViewportSize({ width: 390, height: 780 });
    await takePicture(file, 'console-home-phone');
    expect(chat.wrong).toEqual([]);
    await chat.close();
  });
});
