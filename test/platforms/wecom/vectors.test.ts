import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { RawRequest, Received } from '../../../src/platforms/platform.ts';
import { openFile, openSealed, seal } from '../../../src/platforms/wecom/cipher.ts';
import { createWecomPlatform } from '../../../src/platforms/wecom/platform.ts';
import { signatureMatches } from '../../../src/platforms/wecom/signature.ts';
import { fromRoot } from '../../support/from-root.ts';
import { WecomClient } from '../../support/wecom-client.ts';
import { CONFIG } from './setup.ts';

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly token: string;
  readonly encodingAESKey: string;
  readonly receiveId: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly msg_signature: string;
  readonly ciphertext: string;
  readonly plaintext: string;
  readonly random16_hex: string;
  readonly post_body?: string;
  readonly raw_request?: string;
  readonly http_response_body?: string;
}

interface Fixture {
  readonly vectors: readonly Vector[];
  readonly negative: readonly {
    readonly id: string;
    readonly based_on: string;
    readonly msg_signature?: string;
    readonly encodingAESKey?: string;
    readonly echostr?: string;
    readonly signature_matches: boolean;
  }[];
  readonly media: readonly {
    readonly id: string;
    readonly encodingAESKey_43: string;
    readonly encrypted_base64: string;
    readonly plain_hex: string;
  }[];
}

const fixture: Fixture = JSON.parse(readFileSync(fromRoot('test/fixtures/wecom-vectors.json'), 'utf8'));
const named = fixture.vectors.map((vector) => [vector.id, vector] as const);

function platformOf(vector: Vector, aesKey = vector.encodingAESKey) {
  const { token, receiveId } = vector;
  const { botId: _unpinned, ...config } = CONFIG;
  return createWecomPlatform({ ...config, token, aesKey, receiveId });
}

function requestOf(vector: Vector): RawRequest {
  const now = new Date(Number(vector.timestamp) * 1_000);
  const [, target = ''] = vector.raw_request?.split(' ') ?? [];
  const query = target
    ? new URL(target, 'https://bot.example.cn').searchParams
    : new URLSearchParams({
        msg_signature: vector.msg_signature,
        timestamp: vector.timestamp,
        nonce: vector.nonce,
      });
  const body = Buffer.from(vector.post_body ?? '');
  return { method: target ? 'GET' : 'POST', query, headers: {}, body, now };
}

/** What the adapter makes of a vector's plaintext. */
const MEANINGS: Readonly<Record<string, Partial<Received> & Record<string, unknown>>> = {
  'official-golang-verifyurl': {
    type: 'handshake',
    answer: { status: 200, type: 'text/plain; charset=utf-8', body: '1616140317555161061' },
  },
  'official-golang-decryptmsg-xml': { type: 'ignored', reason: 'xml callback' },
  'official-php-json-1f31': { type: 'ignored', reason: 'not json' },
  'aibot-empty-receiveid-echostr': {
    type: 'handshake',
    answer: { status: 200, type: 'text/plain; charset=utf-8', body: '4161234567890123456' },
  },
  'aibot-empty-receiveid-text': { type: 'message' },
  'aibot-pad-32': { type: 'ignored', reason: 'no message type' },
  'aibot-pad-17': { type: 'ignored', reason: 'no message type' },
};

describe('the published and generated vectors', () => {
  it.each(named)('%s: signature, plaintext and back', (_id, vector) => {
    const { token, encodingAESKey, receiveId, ciphertext, plaintext, msg_signature: signature } = vector;
    expect(signatureMatches(token, { ...vector, signature }, ciphertext)).toBe(true);
    expect(openSealed(encodingAESKey, ciphertext, [receiveId])).toEqual({ ok: true, message: plaintext });
    const random16 = Buffer.from(vector.random16_hex, 'hex');
    expect(seal(encodingAESKey, plaintext, receiveId, random16)).toBe(ciphertext);
  });

  it.each(named)('%s: the independent client agrees', (_id, vector) => {
    const client = new WecomClient({ ...vector, aesKey: vector.encodingAESKey });
    expect(client.sign(vector.timestamp, vector.nonce, vector.ciphertext)).toBe(vector.msg_signature);
    expect(client.decrypt(vector.ciphertext)).toBe(vector.plaintext);
    expect(client.encrypt(vector.plaintext, Buffer.from(vector.random16_hex, 'hex'))).toBe(vector.ciphertext);
  });

  it.each(named.filter(([, { post_body: body, raw_request: raw }]) => body ?? raw))(
    '%s: the whole request',
    (id, vector) => {
      expect(platformOf(vector).receive(requestOf(vector))).toMatchObject(MEANINGS[id] ?? {});
      expect(MEANINGS[id]).toBeDefined();
    },
  );

  it('the text vector becomes a message', () => {
    const [, vector] = named.find(([id]) => id === 'aibot-empty-receiveid-text') ?? [];
    if (vector === undefined) throw new Error('the vector is gone');
    expect(platformOf(vector).receive(requestOf(vector))).toMatchObject({
      message: {
        id: 'MSGID-0001',
        kind: 'text',
        chat: { kind: 'group', id: 'wrTESTCHATID' },
        sender: { id: 'zhangsan', outsider: false },
        text: '/help 你好',
        reply: {
          responseUrl: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=TESTCODE',
        },
      },
    });
  });

  it('the passive reply vector is what we send, byte for byte', () => {
    const [, vector] = named.find(([id]) => id === 'aibot-empty-receiveid-stream-reply') ?? [];
    if (vector === undefined) throw new Error('the vector is gone');
    const client = new WecomClient({ ...vector, aesKey: vector.encodingAESKey });
    const at = new Date(Number(vector.timestamp) * 1_000);
    const platform = createWecomPlatform(
      { ...CONFIG, token: vector.token, aesKey: vector.encodingAESKey },
      { random16: () => Buffer.from(vector.random16_hex, 'hex') },
    );
    const poll = { aibotid: CONFIG.botId, msgtype: 'stream', stream: { id: 'STREAMID-1' } };
    const received = platform.receive(client.callback(poll, { at, nonce: vector.nonce }));
    if (received.type !== 'poll') throw new Error(`not a poll but ${received.type}`);
    const answer = received.respond({ kind: 'reply', stream: 'STREAMID-1', text: '完成 ✅' });
    expect(answer.body).toBe(vector.http_response_body);
  });
});

describe('the negative vectors', () => {
  it.each(fixture.negative.map((negative) => [negative.id, negative] as const))('%s', (_id, negative) => {
    const vector = fixture.vectors.find(({ id }) => id === negative.based_on);
    if (vector === undefined) throw new Error('the vector is gone');
    const request = requestOf(vector);
    if (negative.msg_signature) request.query.set('msg_signature', negative.msg_signature);
    if (negative.echostr) request.query.set('echostr', negative.echostr);
    const received = platformOf(vector, negative.encodingAESKey).receive(request);
    expect(received).toMatchObject({ type: 'refused', status: negative.signature_matches ? 400 : 401 });
  });
});

describe('the media vectors', () => {
  it.each(fixture.media.map((media) => [media.id, media] as const))('%s', (_id, media) => {
    const sealed = Buffer.from(media.encrypted_base64, 'base64');
    expect(openFile(media.encodingAESKey_43, sealed)?.toString('hex')).toBe(media.plain_hex);
    expect(openFile(media.encodingAESKey_43, sealed.subarray(1))).toBeUndefined();
    expect(openFile('6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt', sealed)).toBeUndefined();
  });
});
