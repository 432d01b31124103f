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
});
