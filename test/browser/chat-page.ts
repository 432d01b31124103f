import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

/** An open sandbox page and what went wrong in it. */
export interface ChatPage {
  readonly page: Page;
  readonly wrong: string[];
  close(): Promise<void>;
}

/** Opens the sandbox page and waits until it is ready to be used. */
export async function openChatPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<ChatPage> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 760 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  await page.goto(address);
  await page.locator('#examples button').first().waitFor();
  return { page, wrong, close: () => context.close() };
}

/** Types a line and sends it with Enter. */
export async function say(page: Page, words: string): Promise<void> {
  await page.getByLabel('消息').fill(words);
  await page.getByLabel('消息').press('Enter');
}

/** The bot's newest bubble. */
export function lastAnswer(page: Page): Locator {
  return page.locator('.line.bot .bubble').last();
}

/** Takes a screenshot into the folder that SCREENSHOTS names, for looking at the page with one's own eyes. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder && existsSync(folder)) await page.screenshot({ path: join(folder, `${name}.png`) });
}
