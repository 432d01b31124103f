import type { HttpAnswer, RawRequest } from '../../../src/platforms/platform.ts';
import { FRESH_FOR_MS } from '../../../src/platforms/wecom/signature.ts';
import {
  type PlatformHarness,
  platformContract,
  type SaidText,
  type Shown,
} from '../../contracts/platform-contract.ts';
import { WecomClient } from '../../support/wecom-client.ts';
import { CONFIG, GROUP, NOW, robot } from './setup.ts';

const { platform, client } = robot();

function said({ id, sender, chat, text }: SaidText, signedAt: Date = NOW): RawRequest {
  const inGroup = chat.kind === 'group';
  const payload = {
    ...GROUP,
    msgid: id,
    from: { userid: sender },
    chattype: chat.kind,
    chatid: inGroup ? chat.id : undefined,
    msgtype: 'text',
    text: { content: inGroup ? `@校园哨兵 ${text}` : text },
  };
  return client.callback(payload, { at: signedAt, now: NOW });
}

function shown(answer: HttpAnswer, to: RawRequest): Shown {
  if (answer.body === '') return { text: '', final: true };
  const { stream } = client.openReply(answer.body, to.query.get('nonce') ?? '') as {
    stream: { content: string; finish: boolean };
  };
  return { text: stream.content, final: stream.finish };
}

const send = (payload: unknown, from: WecomClient = client): RawRequest =>
  from.callback(payload, { at: NOW });

const text = { ...GROUP, msgtype: 'text', text: { content: '@校园哨兵 查 辍学' } };

function changed(change: (query: URLSearchParams) => void, request: RawRequest = send(text)): RawRequest {
  const query = new URLSearchParams(request.query);
  change(query);
  return { ...request, query };
}

const otherKey = new WecomClient({ ...CONFIG, aesKey: '6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt' });
const signedBody = (body: string) => client.request('POST', 'x', { at: NOW }, body);
const signedCipher = (ciphertext: string) =>
  client.request('POST', ciphertext, { at: NOW }, JSON.stringify({ encrypt: ciphertext }));

platformContract(
  'wecom',
  (): PlatformHarness => ({
    platform,
    now: NOW,
    said,
    shown,
    freshnessMs: FRESH_FOR_MS,
    forged: {
      'no signature': changed((query) => query.delete('msg_signature')),
      'empty signature': changed((query) => query.set('msg_signature', '')),
      'another signature': changed((query) => query.set('msg_signature', '0'.repeat(40))),
      'shorter signature': changed((query) =>
        query.set('msg_signature', query.get('msg_signature')?.slice(1) ?? ''),
      ),
      'another nonce': changed((query) => query.set('nonce', '1')),
      'another timestamp': changed((query) => query.set('timestamp', String(NOW.getTime() / 1000 + 1))),
      'no timestamp': changed((query) => query.delete('timestamp')),
      'another token': send(text, new WecomClient({ ...CONFIG, token: 'another' })),
      'a body that was not signed': { ...send(text), body: send({ ...text, msgid: 'other' }).body },
      'a plain body in place of a sealed one': {
        ...send(text),
        query: new URLSearchParams(),
        body: Buffer.from('{}'),
      },
      'a verification not signed': changed(
        (query) => query.set('msg_signature', '0'.repeat(40)),
        client.verification('1', { at: NOW }),
      ),
    },
    unreadable: {
      'empty body': signedBody(''),
      'not json': signedBody('{encrypt:'),
      'json without ciphertext': signedBody('{"encrypted":"x"}'),
      'json null': signedBody('null'),
      'json array': signedBody('["x"]'),
      'a number for a ciphertext': signedBody('{"encrypt":1}'),
      'an empty ciphertext': signedBody('{"encrypt":""}'),
      'xml without ciphertext': signedBody('<xml><ToUserName>x</ToUserName></xml>'),
      'xml with two ciphertexts': signedBody('<xml><Encrypt>x</Encrypt><Encrypt>x</Encrypt></xml>'),
      'xml with a document type': signedBody(
        '<!DOCTYPE x [<!ENTITY e "x">]><xml><Encrypt>&e;</Encrypt></xml>',
      ),
      'unclosed xml': signedBody('<xml><Encrypt>'),
      'a parameter given twice': changed((query) => query.append('nonce', '2')),
      'a verification without echostr': { ...client.request('GET', 'x', { at: NOW }, ''), method: 'GET' },
      'sealed with another key': send(text, otherKey),
      'sealed for another receiver': send(text, new WecomClient({ ...CONFIG, receiveId: 'ww-other' })),
      'not base64': signedCipher('***'),
      'half a block': signedCipher(Buffer.alloc(40).toString('base64')),
      'one block': signedCipher(Buffer.alloc(16).toString('base64')),
      'random blocks': signedCipher(Buffer.alloc(64, 7).toString('base64')),
      'padding of zero': signedCipher(client.encryptRaw(Buffer.alloc(64)).toString('base64')),
      'padding of 33': signedCipher(client.encryptRaw(Buffer.alloc(64, 33)).toString('base64')),
      'unequal padding': signedCipher(
        client.encryptRaw(Buffer.concat([Buffer.alloc(62), Buffer.from([1, 2])])).toString('base64'),
      ),
      'a length beyond the end': signedCipher(client.encryptBytes(Buffer.alloc(40, 255)).toString('base64')),
      'nothing but padding': signedCipher(client.encryptRaw(Buffer.alloc(32, 32)).toString('base64')),
    },
    foreign: { 'another robot': send({ ...text, aibotid: 'AIBOT2' }) },
    odd: {
      'not json inside': send('{ "FromUserName": :mycreate" }'),
      'a json string inside': send('"hello"'),
      'nothing inside': send(''),
      'xml inside': send('<xml><MsgType><![CDATA[text]]></MsgType></xml>'),
      'no message id': send({ ...text, msgid: undefined }),
      'no message type': send({ ...text, msgtype: undefined }),
      'no robot id': send({ ...text, aibotid: undefined }),
      'a poll without stream': send({ ...GROUP, msgtype: 'stream', stream: {} }),
      feedback: send({
        ...GROUP,
        msgtype: 'event',
        event: { eventtype: 'feedback_event', feedback_event: { id: 'FB1', type: 2, content: '不对' } },
      }),
      'an unknown event': send({ ...GROUP, msgtype: 'event', event: { eventtype: 'auth_change_event' } }),
      'an event without type': send({ ...GROUP, msgtype: 'event', event: {} }),
      'an event without content': send({ ...GROUP, msgtype: 'event' }),
      'a click without key': send({
        ...GROUP,
        msgtype: 'event',
        event: { eventtype: 'template_card_event', template_card_event: { card_type: 'text_notice' } },
      }),
    },
  }),
);
