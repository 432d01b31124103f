import type { IncomingMessage } from '../../chat/message.ts';
import type { Answer, HttpAnswer, RawRequest, Received } from '../platform.ts';
import { readCallback } from './callback.ts';
import { questionCard } from './cards.ts';
import type { DingtalkConfig } from './config.ts';
import type { Pairs } from './pairs.ts';
import { EMPTY, messageOf, TITLE } from './render.ts';
import { ACCEPTED_MS, signatureProblem } from './verify.ts';

const json = (value: unknown): HttpAnswer => ({
  status: 200,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

const NOTHING = json(EMPTY);

/** What a request to the robot's address is. Pure but for the secrets in `config` and the pairs it counts; never throws. */
export function receive(request: RawRequest, config: DingtalkConfig, pairs: Pairs): Received {
  if (request.method === 'GET') return greeting();
  const problem = signatureProblem(config.clientSecret, request.headers, request.now, ACCEPTED_MS);
  if (problem) return { type: 'refused', status: 401, reason: problem };
  const read = readCallback(parseJson(request.body), config, request.now);
  if (read.type === 'message') {
    const fits = pairs.brings(String(request.headers.timestamp), read.message.id);
    return fits ? messageFrom(read.message) : { type: 'refused', status: 401, reason: 'pair-overused' };
  }
  return read.type === 'ignored' ? { ...read, answer: NOTHING } : read;
}

/** Consoles and people look whether anybody is there; an unsigned GET can do nothing. */
function greeting(): Received {
  return { type: 'handshake', answer: { status: 200, type: 'text/plain; charset=utf-8', body: 'ok' } };
}

function messageFrom(message: IncomingMessage): Received {
  const respond = (answer: Answer): HttpAnswer =>
    answer.kind === 'reply' && answer.text.trim() !== '' ? json(shown(answer)) : NOTHING;
  return { type: 'message', message, respond };
}

/** With buttons where they fit a card; the words alone say the same. */
function shown({ text, buttons, stream }: Extract<Answer, { kind: 'reply' }>): object {
  const card = buttons && questionCard({ key: stream, title: TITLE, text, buttons });
  return card?.robot ?? messageOf(text);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
