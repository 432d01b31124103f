import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions } from 'playwright-core';
import { DINGTALK } from '../sandbox/fake-bot.ts';
import { eventually, PIXEL, startWorld, type World } from '../sandbox/world.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { type ChatPage, lastAnswer, openChatPage, say, takePicture } from './chat-page.ts';

let world: World;
let opened: TestBrowser;
beforeAll(async () => {
  [world, opened] = await Promise.all([startWorld(), launchBrowser()]);
}, 60_000);
afterAll(async () => {
  await opened?.close();
  await world?.close();
});

const openPage = (options: BrowserContextOptions = {}, hash = '#wecom/p0/g0'): Promise<ChatPage> =>
  openChatPage(opened.browser, `${world.url}/sandbox${hash}`, options);

/** A GIF of one pixel on a canvas that is higher than the screen of a phone. */
const TALL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
TALL.writeUInt16LE(1080, 6);
TALL.writeUInt16LE(4000, 8);

/** What the program sends to one person unasked: a card with a drawn picture, as DingTalk takes it. */
async function pushCard(url: string, staffId: string): Promise<void> {
  const vendor = `${url}/sandbox/vendor/dingtalk`;
  const { clientId, clientSecret, robotCode } = DINGTALK;
  const json = async (address: string, body: object, headers = {}) =>
    (await fetch(address, { method: 'POST', body: JSON.stringify(body), headers })).json() as Promise<{
      accessToken: string;
    }>;
  const keys = { appKey: clientId, appSecret: clientSecret };
  const { accessToken } = await json(`${vendor}/v1.0/oauth2/accessToken`, keys);
  const form = new FormData();
  form.set('media', new Blob([new Uint8Array(TALL)]), 'chart.gif');
  const address = `${vendor}/media/upload?access_token=${accessToken}&type=image`;
  const uploaded = await fetch(address, { method: 'POST', body: form });
  const { media_id } = (await uploaded.json()) as { media_id: string };
  const singleURL = `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent('零报告 0')}`;
  const text = `第四季度零报告今天17:00截止。\n\n![](${media_id})`;
  const msgParam = JSON.stringify({ title: '零报告', text, singleTitle: '没有隐患', singleURL });
  await json(
    `${vendor}/v1.0/robot/oToMessages/batchSend`,
    { robotCode, userIds: [staffId], msgKey: 'sampleActionCard', msgParam },
    { 'x-acs-dingtalk-access-token': accessToken },
  );
}

describe('the sandbox page', () => {
  it('sends a group message with its mention and shows the formatted answer, on both platforms', async () => {
    const { page, wrong, close } = await openPage();
    for (const look of ['企业微信', '钉钉']) {
      await page.getByText(look, { exact: true }).click();
      await say(page, '查 辍学');
      await page.locator('.line.mine', { hasText: '@校园哨兵 查 辍学' }).waitFor();
      await lastAnswer(page).locator('strong', { hasText: '查 辍学' }).waitFor();
      await takePicture(page, look === '钉钉' ? 'group-dingtalk' : 'group-wecom');
    }
    expect(wrong).toEqual([]);
    await close();
  });

  it('puts an example into the composer without sending it', async () => {
    const { page, close } = await openPage({}, '#wecom/p1/g1');
    const example = page.locator('#examples').getByRole('button', { name: '报隐患 桐渡镇' });
    const line = await example.textContent();
    await example.click();
    expect(await page.getByLabel('消息').inputValue()).toBe(line);
    expect(await page.locator('.line').count()).toBe(0);
    await close();
  });

  it('without the mention, people see the line and the bot does not', async () => {
    const { page, close } = await openPage({}, '#dingtalk/p0/g1');
    await page.getByRole('button', { name: '@校园哨兵' }).click();
    await say(page, '各位早');
    await page.getByText('没有 @校园哨兵，机器人收不到这条消息。').waitFor();
    await close();
  });

  it('two people in one group see each other', async () => {
    const first = await openPage({}, '#wecom/p0/g1');
    const second = await openPage({}, '#wecom/p1/g1');
    await say(first.page, '收到请回复');
    await second.page.locator('.line.person:not(.mine)', { hasText: '收到请回复' }).waitFor();
    expect(await second.page.locator('.line', { hasText: '卞知秋' }).count()).toBeGreaterThan(0);
    await Promise.all([first.close(), second.close()]);
  });

  it('a single chat greets, waits for a slow answer and shows a refusal with a way to send again', async () => {
    const { page, close } = await openPage({}, '#wecom/p1/single');
    await page.getByText('您好，发“帮助”看能做什么。').waitFor();
    await say(page, '慢');
    await page.getByText('正在处理…').waitFor();
    await lastAnswer(page).getByText('慢慢好了').waitFor();
    await say(page, '拒');
    await page.getByText('程序拒收了这条消息').waitFor();
    expect(await page.getByRole('button', { name: '重发' }).count()).toBe(1);
    await takePicture(page, 'single-wecom');
    await close();
  });

  it('quotes a line', async () => {
    const { page, close } = await openPage({}, '#dingtalk/p0/single');
    await say(page, '帮助');
    await lastAnswer(page).waitFor();
    await page.locator('.line.bot').getByRole('button', { name: '引用' }).click();
    await page.getByText('引用 校园哨兵：').waitFor();
    await say(page, '这条');
    await lastAnswer(page).getByText('关于「回声：').waitFor();
    expect(await page.locator('.quoted').textContent()).toContain('回声：');
    await takePicture(page, 'quote');
    await close();
  });

  it('attaches a picture', async () => {
    const { page, close } = await openPage({}, '#dingtalk/p1/single');
    await page.locator('#file').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: PIXEL });
    await page.getByText('photo.png').waitFor();
    await say(page, '食堂门口');
    await lastAnswer(page).getByText('图').waitFor();
    await page.locator('.line.mine img').waitFor();
    await close();
  });

  it('shows what is pushed to others while one looks elsewhere, with its picture and its buttons', async () => {
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
    const { page, wrong, close } = await openPage(phone, '#dingtalk/p0/single');
    await pushCard(world.url, '0102');
    await page.getByRole('button', { name: /桑小满.*钉钉/ }).waitFor();
    expect(await page.locator('#person option', { hasText: '桑小满' }).textContent()).toContain('1 条新私信');
    await takePicture(page, 'phone-news');
    await page.getByRole('button', { name: /桑小满.*钉钉/ }).click();
    const picture = lastAnswer(page).locator('a.full-size img');
    await picture.waitFor();
    await page.waitForFunction('document.querySelector("a.full-size img").naturalWidth > 0');
    // The picture came after the words: the chat went on to its end.
    const log = page.locator('.line.bot').first().locator('xpath=..');
    await eventually(async () => {
      const { above, below } = await log.evaluate(({ scrollTop, scrollHeight, clientHeight }) => ({
        above: scrollTop,
        below: scrollHeight - scrollTop - clientHeight,
      }));
      return above > 300 && below < 4 ? true : undefined;
    });
    await takePicture(page, 'phone-card');
    await page.getByRole('button', { name: '没有隐患' }).click();
    await page.locator('.line.mine', { hasText: '零报告 0' }).waitFor();
    expect(await page.getByRole('group', { name: '收到新私信的人' }).isVisible()).toBe(false);
    expect(wrong).toEqual([]);
    await close();
  });

  it('the time goes on at a tap, and everyone who looks sees it', async () => {
    const first = await openPage();
    const second = await openPage();
    const before = await first.page.locator('#clock-now').textContent();
    await first.page.getByRole('button', { name: '一周后' }).click();
    for (const { page } of [first, second]) {
      await page.waitForFunction(`document.getElementById('clock-now').textContent !== '${before}'`);
      await page.getByRole('button', { name: '一周后' }).waitFor();
    }
    const clock = (await (await fetch(`${world.url}/sandbox/api/clock`)).json()) as { date: string };
    expect(await second.page.locator('#clock-now').getAttribute('title')).toBe(clock.date);
    await Promise.all([first.close(), second.close()]);
  });

  it('never reads a message as HTML', async () => {
    const { page, wrong, close } = await openPage({}, '#wecom/p0/single');
    await say(page, '<img src=x onerror=alert(1)> **粗** <b>不粗</b>');
    await page.locator('.line.bot .bubble', { hasText: '<b>不粗</b>' }).waitFor();
    expect(await page.locator('.bubble img, .bubble b').count()).toBe(0);
    expect(wrong).toEqual([]);
    await close();
  });

  it('fits a phone 360 pixels wide', async () => {
    const { page, close } = await openPage({
      viewport: { width: 360, height: 640 },
      hasTouch: true,
      isMobile: true,
    });
    await say(page, '查 辍学');
    await lastAnswer(page).waitFor();
    const widths = await page.evaluate('[document.documentElement.scrollWidth, window.innerWidth]');
    expect(widths).toEqual([360, 360]);
    expect(await page.getByRole('button', { name: '发送' }).isVisible()).toBe(true);
    expect(await page.getByText('本县及人员均为虚构').isVisible()).toBe(true);
    await takePicture(page, 'phone');
    await close();
  });
});
