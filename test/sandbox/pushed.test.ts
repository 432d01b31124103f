import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { APP, DINGTALK } from './fake-bot.ts';
import { PIXEL, startWorld, type World } from './world.ts';

// What the program says unasked: it arrives at the simulated vendors' own addresses and is shown on the page.
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

interface Line {
  readonly text: string;
  readonly picture?: string;
  readonly via?: string;
  readonly buttons?: readonly object[];
}
const lastOf = async (room: string): Promise<Line | undefined> => {
  const state = (await (await world.get('/sandbox/api/state')).json()) as { rooms: Record<string, Line[]> };
  return state.rooms[room]?.at(-1);
};
const shownPicture = async (line: Line | undefined): Promise<Buffer> =>
  Buffer.from(await (await world.get(`/sandbox/api/pictures/${line?.picture}`)).arrayBuffer());

// biome-ignore lint/suspicious/noExplicitAny: the vendors' answers are what is under test
type Json = any;

async function upload(address: string, name: string, bytes: Buffer): Promise<Json> {
  const form = new FormData();
  form.set('media', new Blob([new Uint8Array(bytes)]), name);
  return (await fetch(world.url + address, { method: 'POST', body: form })).json();
}

describe('DingTalk', () => {
  const vendor = '/sandbox/vendor/dingtalk';
  let token = '';
  beforeAll(async () => {
    const keys = { appKey: DINGTALK.clientId, appSecret: DINGTALK.clientSecret };
    token = ((await world.post(`${vendor}/v1.0/oauth2/accessToken`, keys)).body as Json).accessToken;
  });
  const push = (msgKey: string, param: object) =>
    world.post(
      `${vendor}/v1.0/robot/oToMessages/batchSend`,
      { robotCode: DINGTALK.robotCode, userIds: ['0102'], msgKey, msgParam: JSON.stringify(param) },
      { 'x-acs-dingtalk-access-token': token },
    );
  const put = (type: string, name: string, bytes: Buffer) =>
    upload(`${vendor}/media/upload?access_token=${token}&type=${type}`, name, bytes);

  it('shows an uploaded picture with its words, and alone', async () => {
    const { media_id: picture } = await put('image', 'digest.png', PIXEL);
    await push('sampleMarkdown', { title: '日报', text: `今日无需批示\n\n![](${picture})` });
    const line = await lastOf('dingtalk/single/0102');
    expect(line?.text).toBe('今日无需批示');
    expect(await shownPicture(line)).toEqual(PIXEL);
    await push('sampleImageMsg', { photoURL: picture });
    expect(await lastOf('dingtalk/single/0102')).toMatchObject({ text: '', picture: picture.slice(1) });
  });

  it('takes a message back from who has it, and knows it no longer', async () => {
    const { processQueryKey: key } = (await push('sampleMarkdown', { title: '待办', text: '欧阳测试' }))
      .body as Json;
    const recall = () =>
      world.post(
        `${vendor}/v1.0/robot/otoMessages/batchRecall`,
        { robotCode: DINGTALK.robotCode, processQueryKeys: [key] },
        { 'x-acs-dingtalk-access-token': token },
      );
    expect((await recall()).body).toEqual({ successResult: [key], failedResult: {} });
    expect((await lastOf('dingtalk/single/0102'))?.text).toBe('（这条消息已撤回）');
    expect((await recall()).body).toEqual({ successResult: [], failedResult: { [key]: 'message.notExist' } });
  });

  it('shows the name of a file', async () => {
    const { media_id: mediaId } = await put('file', '台账.xlsx', Buffer.from('PK'));
    await push('sampleFile', { mediaId, fileName: '台账.xlsx', fileType: 'xlsx' });
    expect((await lastOf('dingtalk/single/0102'))?.text).toBe('［文件］台账.xlsx');
  });

  it('shows the buttons of a card with the lines they say', async () => {
    const link = (line: string): string =>
      `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(line)}`;
    const card = { title: '零报告', text: '回 0', actionTitle1: '没有', actionURL1: link('0') };
    await push('sampleActionCard2', { ...card, actionTitle2: '明早', actionURL2: link('明早') });
    expect((await lastOf('dingtalk/single/0102'))?.buttons).toEqual([
      { label: '没有', line: '0' },
      { label: '明早', line: '明早' },
    ]);
  });

  it('takes no picture that is none, and nothing without its token', async () => {
    expect(await put('image', 'a.png', Buffer.from('no picture'))).toMatchObject({ errcode: 40005 });
    const stranger = await upload(`${vendor}/media/upload?access_token=x&type=image`, 'a.png', PIXEL);
    expect(stranger).toMatchObject({ errcode: 40014 });
  });
});

describe('WeCom’s self-built app', () => {
  const vendor = '/sandbox/vendor/wecom/cgi-bin';
  let token = '';
  beforeAll(async () => {
    const { access_token } = await ask(`/gettoken?corpid=${APP.corpId}&corpsecret=${APP.secret}`);
    token = access_token;
  });
  const ask = async (path: string): Promise<Json> => (await world.get(vendor + path)).json();
  const send = async (message: object, by = token): Promise<Json> =>
    (await world.post(`${vendor}/message/send?access_token=${by}`, { agentid: APP.agentId, ...message }))
      .body;

  it('shows what it sends in the private chat, and names whom it does not know', async () => {
    const markdown = { content: '您有 1 件待办' };
    const answer = await send({ touser: 'Nobody|sangxiaoman|xizhu', msgtype: 'markdown', markdown });
    expect(answer).toEqual({ errcode: 0, errmsg: 'ok', invaliduser: 'nobody' });
    for (const id of ['sangxiaoman', 'xizhu']) {
      expect(await lastOf(`wecom/single/${id}`)).toMatchObject({ text: '您有 1 件待办', via: '应用消息' });
    }
  });

  it('shows pictures', async () => {
    const address = `${vendor}/media/upload?access_token=${token}&type=image`;
    const { media_id } = await upload(address, 'digest.png', PIXEL);
    await send({ touser: 'sangxiaoman', msgtype: 'image', image: { media_id } });
    expect(await shownPicture(await lastOf('wecom/single/sangxiaoman'))).toEqual(PIXEL);
  });

  it('takes an upload as the vendor’s own documentation shows it, with filelength', async () => {
    const head = `Content-Disposition: form-data; name="media";filename="wework.png"; filelength=${PIXEL.length}`;
    const body = Buffer.concat([
      Buffer.from(`--acebdf13572468\r\n${head}\r\nContent-Type: application/octet-stream\r\n\r\n`),
      PIXEL,
      Buffer.from('\r\n--acebdf13572468--\r\n'),
    ]);
    const address = `${world.url}${vendor}/media/upload?access_token=${token}&type=image`;
    const headers = { 'content-type': 'multipart/form-data; boundary=acebdf13572468' };
    const answer = (await (await fetch(address, { method: 'POST', headers, body })).json()) as Json;
    expect(answer).toMatchObject({ errcode: 0, type: 'image' });
    await send({ touser: 'sangxiaoman', msgtype: 'image', image: { media_id: answer.media_id } });
    expect(await shownPicture(await lastOf('wecom/single/sangxiaoman'))).toEqual(PIXEL);
  });

  it('refuses strangers, other apps and people who are not there', async () => {
    const markdown = { content: 'x' };
    expect(await ask('/gettoken?corpid=x&corpsecret=y')).toMatchObject({ errcode: 40001 });
    expect(await send({ touser: 'xizhu', msgtype: 'markdown', markdown }, 'x')).toMatchObject({
      errcode: 40014,
    });
    expect(await send({ touser: 'xizhu', agentid: 1, msgtype: 'markdown', markdown })).toMatchObject({
      errcode: 40056,
    });
    expect(await send({ touser: 'nobody', msgtype: 'markdown', markdown })).toMatchObject({ errcode: 81013 });
    expect(await send({ touser: 'xizhu', msgtype: 'location' })).toMatchObject({ errcode: 40008 });
  });
});
