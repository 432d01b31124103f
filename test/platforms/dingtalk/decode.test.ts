import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createPairs } from '../../../src/platforms/dingtalk/pairs.ts';
import { receive } from '../../../src/platforms/dingtalk/receive.ts';
import { signedHeaders } from '../../support/dingtalk-client.ts';
import { fromRoot } from '../../support/from-root.ts';
import { CONFIG, messageOf, NOW, received } from './support.ts';

type Json = Readonly<Record<string, unknown>>;

const { bodies, verification } = JSON.parse(
  readFileSync(fromRoot('test/fixtures/dingtalk-vectors.json'), 'utf8'),
) as { bodies: Record<string, Json>; verification: { secret: string } };

/** A vector's body as a message, in the clothes its notes ask for. */
function vectorMessage(name: string) {
  const now = new Date(1_577_262_236_757);
  const result = receive(
    {
      method: 'POST',
      query: new URLSearchParams(),
      headers: { ...signedHeaders(verification.secret, now) },
      body: Buffer.from(JSON.stringify(bodies[name])),
      now,
    },
    {
      ...CONFIG,
      clientSecret: verification.secret,
      robotCode: 'dingrobottest001',
      corpId: 'dingcorptest0001',
    },
    createPairs(),
  );
  if (result.type !== 'message') throw new Error(`not a message: ${JSON.stringify(result)}`);
  return result.message;
}

describe('the published bodies', () => {
  const group = { kind: 'group', id: 'cidTESTgroup0001==' };
  const single = { kind: 'single', id: 'cidTESTdm0001==' };
  const sender = { id: 'user123', outsider: false };

  it.each([
    ['text_group', { kind: 'text', chat: group, sender, text: 'deploy staging', attachments: [] }],
    [
      'richText_group',
      {
        kind: 'text',
        chat: group,
        text: '看下这张图',
        attachments: [{ kind: 'image', downloadCode: 'mIofTEST' }],
      },
    ],
    [
      'picture_group',
      { kind: 'media', chat: group, text: '', attachments: [{ kind: 'image', downloadCode: 'mIofTEST' }] },
    ],
    [
      'audio_single',
      {
        kind: 'text',
        chat: single,
        text: '重启服务',
        attachments: [{ kind: 'audio', downloadCode: 'mIofTEST' }],
      },
    ],
    [
      'video_single',
      { kind: 'media', chat: single, attachments: [{ kind: 'video', downloadCode: 'mIofTEST' }] },
    ],
    [
      'file_single',
      {
        kind: 'media',
        chat: single,
        attachments: [{ kind: 'file', downloadCode: 'LJYYTEST', fileName: 'a.zip' }],
      },
    ],
    ['text_external_sender', { kind: 'text', sender: { id: '', outsider: true }, text: 'help' }],
  ])('%s', (name, expected) => {
    expect(vectorMessage(name)).toMatchObject({ platform: 'dingtalk', id: 'msgTEST0001==', ...expected });
  });

  it('covers every one of them', () => {
    expect(Object.keys(bodies)).toHaveLength(7);
  });
});

describe('kinds', () => {
  const gone = { text: undefined };
  const pic = { type: 'picture', downloadCode: 'C1' };
  const image = { kind: 'image', downloadCode: 'C1' };

  it.each<[string, Json, Json]>([
    [
      'text with odd blanks',
      { text: { content: '\u2005查\u00a0辍学\u200b ' } },
      { kind: 'text', text: '查 辍学' },
    ],
    ['text of a mention alone', { text: { content: ' ' } }, { kind: 'text', text: '' }],
    ['text at the top level', { ...gone, content: '查 隐患' }, { kind: 'text', text: '查 隐患' }],
    [
      'text in a top-level object',
      { ...gone, content: { content: '查 隐患' } },
      { kind: 'text', text: '查 隐患' },
    ],
    ['text with our name typed again', { text: { content: '@校园哨兵 查 隐患' } }, { text: '查 隐患' }],
    [
      'text that mentions a colleague',
      {
        text: { content: '@李四 查 隐患' },
        atUsers: [{ dingtalkId: '$:LWCP_v1:$bot' }, { dingtalkId: '$:x' }],
      },
      { text: '@李四 查 隐患' },
    ],
    [
      'text with broken surrogates and controls',
      { text: { content: '查\ud800 \u0007隐患\r\n二行' } },
      { text: '查\ufffd 隐患\n二行' },
    ],
    [
      'rich text, mention first',
      {
        ...gone,
        msgtype: 'richText',
        content: { richText: [{ text: '@校园哨兵' }, { text: ' 报隐患 ' }, pic, { text: '漏水' }] },
      },
      { kind: 'text', text: '报隐患 漏水', attachments: [image] },
    ],
    [
      'rich text, mention and words in one item',
      { ...gone, msgtype: 'richText', content: { richText: [pic, { text: '@校园哨兵 报隐患 漏水' }] } },
      { text: '报隐患 漏水', attachments: [image] },
    ],
    [
      'rich text, mention last',
      {
        ...gone,
        msgtype: 'richText',
        content: { richText: [{ text: '报隐患 漏水' }, { text: ' @校园哨兵 ' }] },
      },
      { text: '报隐患 漏水' },
    ],
    [
      'rich text, at and skill items',
      {
        ...gone,
        msgtype: 'richText',
        content: {
          richText: [
            { type: 'at', atName: '校园哨兵', atUserId: '$:LWCP_v1:$bot' },
            { type: 'skill', skillData: { skillId: 's', displayName: '绘图' } },
            { type: 'text', text: '查 辍学' },
            { type: 'at', atName: '李四', atUserId: '$:other' },
            7,
            null,
          ],
        },
        atUsers: [{ dingtalkId: '$:LWCP_v1:$bot' }, { dingtalkId: '$:other' }],
      },
      { text: '查 辍学 @李四' },
    ],
    [
      'rich text of the mention and a picture',
      { ...gone, msgtype: 'richText', content: { richText: [{ text: '@校园哨兵' }, pic] } },
      { kind: 'media', text: '', attachments: [image] },
    ],
    [
      'picture',
      { ...gone, msgtype: 'picture', content: { downloadCode: 'C1' } },
      { kind: 'media', attachments: [image] },
    ],
    [
      'picture with the other code only',
      { ...gone, msgtype: 'picture', content: { pictureDownloadCode: 'C1' } },
      { attachments: [image] },
    ],
    [
      'picture without a code',
      { ...gone, msgtype: 'picture', content: {} },
      { kind: 'other', attachments: [] },
    ],
    [
      'speech not understood',
      { ...gone, msgtype: 'audio', content: { downloadCode: 'C', recognition: ' ' } },
      { kind: 'media', text: '' },
    ],
    [
      'speech without its file',
      { ...gone, msgtype: 'audio', content: { recognition: '查辍学' } },
      { kind: 'text', text: '查辍学', attachments: [] },
    ],
    [
      'an unknown kind',
      { ...gone, msgtype: 'unknownMsgType', content: { unknownMsgType: '暂不支持' } },
      { kind: 'other', text: '' },
    ],
    ['a card', { ...gone, msgtype: 'interactiveCard', content: { x: 1 } }, { kind: 'other', text: '' }],
    ['a forwarded chat', { ...gone, msgtype: 'chatRecord', content: { records: [] } }, { kind: 'other' }],
    [
      'markdown',
      { ...gone, msgtype: 'markdown', markdown: { text: '查 辍学' } },
      { kind: 'text', text: '查 辍学' },
    ],
    [
      'markdown in content',
      { ...gone, msgtype: 'markdown', content: { text: '查 辍学' } },
      { kind: 'text', text: '查 辍学' },
    ],
    ['a kind of the future', { ...gone, msgtype: 'hologram', content: 7 }, { kind: 'other', text: '' }],
    ['a numeric conversation type', { conversationType: 1 }, { chat: { kind: 'single', id: 'cidGroup==' } }],
    [
      'extras of odd shapes',
      { atUsers: 'x', senderCorpId: 7, sessionWebhook: {}, isAdmin: 'no' },
      { kind: 'text', text: '查 辍学' },
    ],
  ])('%s', (_name, extra, expected) => {
    expect(messageOf(extra)).toMatchObject(expected);
  });
});

describe('sender', () => {
  it.each<[string, Json, Json]>([
    ['of our corporation', {}, { id: 'user123', outsider: false }],
    ['whose case matters', { senderStaffId: 'User123' }, { id: 'User123', outsider: false }],
    ['without staff id', { senderStaffId: undefined }, { id: '', outsider: true }],
    ['with an empty staff id', { senderStaffId: '' }, { id: '', outsider: true }],
    ['with a staff id that is no text', { senderStaffId: 7 }, { id: '', outsider: true }],
    ['of another corporation', { senderCorpId: 'dingother' }, { id: '', outsider: true }],
    ['with an empty corporation', { senderCorpId: '' }, { id: 'user123', outsider: false }],
    ['of an untold corporation', { senderCorpId: undefined }, { id: 'user123', outsider: false }],
  ])('%s', (_name, extra, expected) => {
    expect(messageOf(extra).sender).toEqual(expected);
  });
});

describe('session webhook', () => {
  const good = 'https://oapi.dingtalk.com/robot/sendBySession?session=1';

  it('is kept with its end, also when that has passed', () => {
    expect(messageOf({ sessionWebhook: good, sessionWebhookExpiredTime: 5 }).reply).toEqual({
      sessionWebhook: good,
      sessionExpires: 5,
    });
    expect(messageOf({ sessionWebhook: good, sessionWebhookExpiredTime: `${NOW.getTime()}` }).reply).toEqual({
      sessionWebhook: good,
      sessionExpires: NOW.getTime(),
    });
  });

  it.each([
    'http://oapi.dingtalk.com/robot/sendBySession?session=1',
    'https://oapi.dingtalk.com.evil.cn/robot/sendBySession?session=1',
    'https://oapi.dingtalk.com@evil.cn/robot/sendBySession?session=1',
    'https://user:pw@oapi.dingtalk.com/robot/sendBySession?session=1',
    'https://oapi.dingtalk.com:8443/robot/sendBySession?session=1',
    'https://oapi.dingtalk.com/robot/sendBySession/../../gettoken',
    'https://oapi.dingtalk.com/robot/send?access_token=1',
    'http://169.254.169.254/robot/sendBySession',
    'file:///robot/sendBySession',
    'nonsense',
    '',
  ])('%j is dropped, the message is not', (sessionWebhook) => {
    expect(messageOf({ sessionWebhook }).reply).toEqual({});
  });
});

describe('quotes', () => {
  const replied = (repliedMsg: unknown) => ({ text: { content: ' 撤回', isReplyMsg: true, repliedMsg } });

  it.each<[string, Json, unknown]>([
    [
      'text',
      replied({ msgType: 'text', content: { text: '已收到 K26-0417-F' } }),
      { text: '已收到 K26-0417-F', attachments: [] },
    ],
    [
      'text as JSON in a string',
      replied({ msgType: 'text', content: '{"text":"K26-0417-F"}' }),
      { text: 'K26-0417-F', attachments: [] },
    ],
    [
      'text as a bare string',
      replied({ msgType: 'text', content: 'K26-0417-F {' }),
      { text: 'K26-0417-F {', attachments: [] },
    ],
    [
      'a broken string',
      replied({ msgType: 'text', content: '{"text":' }),
      { text: '{"text":', attachments: [] },
    ],
    [
      'a picture',
      replied({ msgType: 'picture', content: { downloadCode: 'Q1' } }),
      { text: '', attachments: [{ kind: 'image', downloadCode: 'Q1' }] },
    ],
    [
      'a file',
      replied({ msgType: 'file', content: { downloadCode: 'Q1', fileName: '名单.xlsx' } }),
      { text: '', attachments: [{ kind: 'file', downloadCode: 'Q1', fileName: '名单.xlsx' }] },
    ],
    [
      'rich text',
      replied({
        msgType: 'richText',
        content: { richText: [{ text: '看' }, { type: 'picture', downloadCode: 'Q2' }] },
      }),
      { text: '看', attachments: [{ kind: 'image', downloadCode: 'Q2' }] },
    ],
    [
      'quoteMessage',
      { quoteMessage: { msgtype: 'text', text: { content: '旧' } } },
      { text: '旧', attachments: [] },
    ],
    ['only an id', replied({ msgId: 'm1' }), undefined],
    ['nothing readable', replied(7), undefined],
    [
      'a quote that is not one',
      { text: { content: 'x', isReplyMsg: false, repliedMsg: { content: { text: 'y' } } } },
      undefined,
    ],
  ])('%s', (_name, extra, expected) => {
    expect(messageOf(extra).quote).toEqual(expected);
  });

  it('of rich text sits in content', () => {
    const content = {
      richText: [{ text: '撤回' }],
      isReplyMsg: true,
      repliedMsg: { content: { text: 'K26-0417-F' } },
    };
    expect(messageOf({ text: undefined, msgtype: 'richText', content }).quote?.text).toBe('K26-0417-F');
  });
});

describe('missing and unreadable members', () => {
  it.each<[string, Json]>([
    ['no message id', { msgId: undefined }],
    ['an empty message id', { msgId: '' }],
    ['a message id with a control character', { msgId: 'a\u0000b' }],
    ['a message id with a broken surrogate', { msgId: 'a\ud800' }],
    ['an endless message id', { msgId: 'a'.repeat(600) }],
    ['no conversation', { conversationId: undefined }],
    ['an unknown conversation type', { conversationType: '3' }],
    ['no kind', { msgtype: undefined }],
    ['text without text', { text: undefined }],
    ['text that is no text', { text: { content: 7 } }],
    ['rich text without items', { text: undefined, msgtype: 'richText', content: { richText: 'x' } }],
  ])('%s: 400', (_name, extra) => {
    expect(received(extra)).toMatchObject({ type: 'refused', status: 400 });
  });
});
