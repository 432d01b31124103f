import { randomBytes, randomInt } from 'node:crypto';
import { getSignature } from '@wecom/crypto';
import type { Platform } from '../platform.ts';
import type { SelfTest } from '../self-test.ts';
import { seal } from './cipher.ts';

/** What a callback is signed and sealed with. */
interface Sealing {
  readonly token: string;
  readonly aesKey: string;
  /** Empty for a robot, the CorpID for a self-built app. */
  readonly receiveId: string;
}

/** The verification that WeCom makes when an address is saved, made by ourselves. */
export function wecomSelfTest(
  { token, aesKey, receiveId }: Sealing,
  receive: Platform['receive'],
): SelfTest & Required<Pick<SelfTest, 'handshake'>> {
  const handshake = (now: Date): { readonly query: string; readonly expected: string } => {
    const expected = String(randomInt(2 ** 47));
    const timestamp = String(Math.floor(now.getTime() / 1_000));
    const nonce = String(randomInt(2 ** 31));
    const echostr = seal(aesKey, expected, receiveId, randomBytes(16));
    const msg_signature = getSignature(token, timestamp, nonce, echostr);
    return { query: new URLSearchParams({ msg_signature, timestamp, nonce, echostr }).toString(), expected };
  };
  return {
    handshake,
    verify: (now) => {
      const { query, expected } = handshake(now);
      const received = receive({
        method: 'GET',
        query: new URLSearchParams(query),
        headers: {},
        body: Buffer.alloc(0),
        now,
      });
      if (received.type === 'refused') return received.reason;
      return received.type === 'handshake' && received.answer.body === expected ? 'ok' : received.type;
    },
  };
}
