import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { toError } from '../../errors.ts';
import { postCallback } from '../callback.ts';
import { openReply, type ReplyEnvelope, sealCallback, type WecomSecrets } from './encryption.ts';
import { readReply, type WecomReply } from './payload.ts';

/** What a call came to; exactly one of the two. `error` is Chinese, for the person at the page. */
export type CallResult =
  | { readonly reply: WecomReply; readonly error?: never }
  | { readonly error: string; readonly reply?: never };

/** One callback to the program under test. */
export interface WecomCall {
  readonly secrets: WecomSecrets;
  readonly url: string;
  readonly message: unknown;
  /** What is being answered decides what WeCom accepts. */
  readonly to: 'message' | 'poll' | 'enter';
  readonly attempts: number;
  /** Seconds since the epoch. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

const ANSWER_MS = 5000;

const envelopeSchema = z.object({
  encrypt: z.string().min(1),
  msgsignature: z.string(),
  timestamp: z.union([z.string(), z.number()]),
  nonce: z.string(),
});

/** Encrypts, signs and posts a message, then checks and opens the answer. Rejects only when `signal` aborts. */
export async function callWecom(call: WecomCall): Promise<CallResult> {
  const nonce = String(randomInt(1e9, 1e10));
  const { encrypt, ...query } = sealCallback(call.secrets, call.message, {
    timestamp: String(call.seconds),
    nonce,
  });
  const result = await postCallback({
    url: `${call.url}?${new URLSearchParams(query)}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ encrypt }),
    timeoutMs: ANSWER_MS,
    attempts: call.attempts,
    signal: call.signal,
  });
  if (!result.ok) return { error: result.error };
  if (result.body === '') return { reply: { kind: 'nothing' } };
  const plain = open(call.secrets, result.body, nonce);
  if (plain === undefined) return { error: '程序的回答验不过签名或解不开，企业微信会丢弃它。' };
  return read(plain, call.to);
}

function open(secrets: WecomSecrets, body: string, nonce: string): string | undefined {
  try {
    const envelope: ReplyEnvelope = envelopeSchema.parse(JSON.parse(body));
    return openReply(secrets, envelope, nonce);
  } catch {
    return undefined;
  }
}

function read(plain: string, to: WecomCall['to']): CallResult {
  try {
    return { reply: readReply(plain, to) };
  } catch (thrown) {
    return { error: toError(thrown).message };
  }
}
