import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { phonePhoto } from '../media/pictures.ts';
import { type TestProgram, WECOM } from '../support/program.ts';
import { WecomClient } from '../support/wecom-client.ts';
import { lastLine, numberIn, PLATFORMS, type PlatformName } from './talk.ts';
import { type PersonName, startWangxi, type Talk, talkTo } from './wangxi.ts';

/** The platforms' storage and DingTalk's API, on this machine. */
let media: Server;
let base: string;
let program: TestProgram;

beforeAll(async () => {
  const photo = await phonePhoto(800, 600);
  const sealed = new WecomClient(WECOM).encryptBytes(photo);
  media = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://local').pathname;
    if (path === '/wecom/photo') response.end(sealed);
    else if (path === '/dingtalk/photo') response.end(photo);
    else if (path.endsWith('/accessToken')) json(response, { accessToken: 'token', expireIn: 7200 });
    else if (path.endsWith('/messageFiles/download')) void answerDownload(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => media.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(media.address() as AddressInfo).port}`;
  const host = base.slice('http://'.length);
  program = await startWangxi({
    env: { WECOM_MEDIA_HOSTS: host, DINGTALK_MEDIA_HOSTS: host, DINGTALK_API_BASE: base },
  });
});
afterAll(async () => {
  media.closeAllConnections();
  media.close();
  await program.stop();
});

function json(response: import('node:http').ServerResponse, body: object): void {
  response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body));
}

async function answerDownload(
  request: import('node:http').IncomingMessage,
  response: import('node:http').ServerResponse,
): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { downloadCode } = JSON.parse(body) as { downloadCode: string };
  json(response, { downloadUrl: `${base}/dingtalk/${downloadCode}` });
}

/** A message of pictures, with words when there are any. `missing` is a picture that the storage no longer has. */
function withPictures(platform: PlatformName, words: string, names: readonly ('photo' | 'missing')[]) {
  if (platform === 'dingtalk') {
    const pictures = names.map((downloadCode) => ({ type: 'picture', downloadCode }));
    const richText = words === '' ? pictures : [{ text: words }, ...pictures];
    const [only] = names;
    return words === '' && names.length === 1
      ? { msgtype: 'picture', text: undefined, content: { downloadCode: only } }
      : { msgtype: 'richText', text: undefined, content: { richText } };
  }
  const images = names.map((name) => ({ msgtype: 'image', image: { url: `${base}/wecom/${name}` } }));
  if (words === '' && names.length === 1)
    return { msgtype: 'image', text: undefined, image: images[0]?.image };
  const text = { msgtype: 'text', text: { content: words } };
  return {
    msgtype: 'mixed',
    text: undefined,
    mixed: { msg_item: words === '' ? images : [text, ...images] },
  };
}

async function until<T>(look: () => Promise<T>, wanted: (seen: T) => boolean): Promise<T> {
  let seen = await look();
  for (let n = 0; n < 100 && !wanted(seen); n += 1) {
    await sleep(150);
    seen = await look();
  }
  return seen;
}

const statesOf = async (owner: string) =>
  (await program.app.database.mongo.db.collection('photos').find({ owner }).toArray()).map(
    ({ state }) => state as string,
  );

describe.each(PLATFORMS)('pictures on %s', (platform) => {
  let talk: Talk;
  beforeAll(() => {
    talk = talkTo(program, platform);
  });
  const show = (
    who: PersonName | { id: string },
    words: string,
    names: readonly ('photo' | 'missing')[],
    group?: 'tongdu',
  ) =>
    talk.raw(who, '', {
      extra: withPictures(platform, words, names),
      ...(group === undefined ? {} : { group }),
    });

  it('come with a report, are fetched afterwards and counted', async () => {
    const receipt = await show({ id: 'walker' }, '报隐患 桐渡镇中心小学 围墙裂缝', ['photo', 'photo']);
    expect(receipt).toMatch(/^已登记 Y.*桐渡镇中心小学 围墙裂缝/);
    expect(await talk({ id: 'walker' }, lastLine(receipt))).toContain('照片2张');
    const states = await until(
      () => statesOf(`${platform}:walker`),
      (seen) => seen.every((state) => state === 'fetched'),
    );
    expect(states).toEqual(['fetched', 'fetched']);
    expect(await talk({ id: 'walker' }, lastLine(receipt))).toContain('照片2张');
  });

  it('sent alone join the report of the last ten minutes', async () => {
    const no = numberIn(await talk('village', '报隐患 枫树水库 警示牌倒了'));
    expect(await show('village', '', ['photo'])).toContain(`照片收到，已归到 ${no}`);
    expect(await talk('village', no)).toContain('照片1张');
  });

  it('sent first wait for the words', async () => {
    expect(await show({ id: 'early' }, '', ['photo'])).toContain('请在十分钟内用一句话说明');
    expect(await show({ id: 'early' }, '', ['photo'])).toContain('照片收到');
    const no = numberIn(await talk({ id: 'early' }, '报隐患 桐渡镇枫树小学 灭火器过期'));
    expect(await talk({ id: 'early' }, no)).toContain('照片2张');
  });

  it('are told in a group what to do', async () => {
    const reply = await show('village', '', ['photo'], 'tongdu');
    expect(reply).toContain('请长按照片→引用→@我，再粘贴');
    expect(lastLine(reply)).toBe('报隐患 桐渡镇 情况');
  });

  it('that could not be had are told of at the next contact, once', async () => {
    const receipt = await show({ id: 'unlucky' }, '报隐患 桐渡镇中心小学 护栏松动', ['missing']);
    expect(receipt).toMatch(/^已登记 Y/);
    const told = await until(
      () => talk({ id: 'unlucky' }, '帮助'),
      (reply) => reply.includes('没有取到'),
    );
    expect(told).toContain('您先前发的1张照片没有取到，请私聊重发一次');
    expect(lastLine(told)).toBe('帮助 报隐患');
    expect(await talk({ id: 'unlucky' }, '帮助')).not.toContain('没有取到');
  });
});
