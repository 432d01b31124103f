import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { signed, textBody } from '../support/dingtalk-client.ts';
import { DINGTALK, startProgram, type TestProgram, WECOM } from '../support/program.ts';
import { WecomClient } from '../support/wecom-client.ts';

const COUNTY = [
  'county: { name: 测试县 }',
  'townships: [{ name: 桐渡镇 }, { name: 柳汊镇 }]',
  'members: [{ name: 卞知秋, role: 教育局, wecom: bureau, dingtalk: bureau }]',
].join('\n');

interface WecomReply {
  readonly msgtype?: string;
  readonly response_type?: string;
  readonly stream?: { readonly content: string; readonly finish: boolean };
  readonly template_card?: {
    readonly task_id: string;
    readonly button_list: readonly { readonly text: string; readonly key: string }[];
  };
}

let program: TestProgram;
beforeAll(async () => {
  program = await startProgram({ county: COUNTY, env: { CARDS: 'on' } });
});
afterAll(() => program.stop());

async function fromWecom(event: object): Promise<WecomReply> {
  const client = new WecomClient(WECOM);
  const base = { msgid: randomBytes(8).toString('hex'), aibotid: WECOM.botId, from: { userid: 'bureau' } };
  const request = client.callback({ ...base, chattype: 'single', ...event }, { at: new Date() });
  const url = `${program.app.url}/webhooks/wecom?${request.query}`;
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(request.body) });
  return client.openReply(await response.text(), request.query.get('nonce') ?? '') as WecomReply;
}

describe('choices as cards in a private chat', () => {
  it('come with the words on WeCom; a click changes the card and the words follow', async () => {
    const asked = await fromWecom({ msgtype: 'text', text: { content: '查' } });
    expect(asked.msgtype).toBe('stream_with_template_card');
    expect(asked.stream?.content).toContain('1 查 辍学');
    const [first] = asked.template_card?.button_list ?? [];
    expect(first?.key).toBe('查 辍学');

    const told = new Promise<string>((resolve) => {
      nock('https://qyapi.weixin.qq.com')
        .post('/cgi-bin/aibot/response?response_code=C1')
        .reply(200, (_uri, body) => {
          resolve((body as { markdown: { content: string } }).markdown.content);
          return { errcode: 0, errmsg: 'ok' };
        });
    });
    const task = asked.template_card?.task_id ?? '';
    const clicked = await fromWecom({
      msgtype: 'event',
      response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=C1',
      event: {
        eventtype: 'template_card_event',
        template_card_event: { card_type: 'button_interaction', event_key: first?.key, task_id: task },
      },
    });
    expect(clicked.response_type).toBe('update_template_card');
    expect(clicked.template_card?.task_id).toBe(task);
    expect(await told).toMatch(/辍学 0 人/);
  });

  it('are buttons on DingTalk that make the person say the line', async () => {
    const at = new Date();
    const { headers, body } = signed(DINGTALK, textBody(DINGTALK, { text: '查', sender: 'bureau' }, at), at);
    const response = await fetch(`${program.app.url}/webhooks/dingtalk`, {
      method: 'POST',
      headers: { ...headers },
      body,
    });
    const answer = (await response.json()) as {
      msgtype: string;
      actionCard?: { text: string; btns: { title: string; actionURL: string }[] };
    };
    expect(answer.msgtype).toBe('actionCard');
    expect(answer.actionCard?.text).toContain('1 查 辍学');
    expect(answer.actionCard?.btns.map(({ actionURL }) => decodeURIComponent(actionURL))).toContain(
      'dtmd://dingtalkclient/sendMessage?content=查 辍学',
    );
  });

  it('stay words in a group', async () => {
    const inGroup = { platform: 'dingtalk', sender: 'bureau', group: 'cid-work' } as const;
    await program.say('绑群 局机关 无家长', inGroup);
    const text = await program.say('查', inGroup);
    expect(text).toContain('1 查 辍学');
  });
});
