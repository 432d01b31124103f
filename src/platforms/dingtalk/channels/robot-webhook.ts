import { createHmac } from 'node:crypto';
import type { SendOutcome } from '../../channel.ts';
import { numberOf, postJson } from '../post-json.ts';
import { BLOCKED, errcodeOutcome, UNREACHABLE } from './outcomes.ts';

/** Whether this is the webhook of a group robot at the configured old API: we call no other address. */
export function isRobotWebhook(address: string, oapiBase: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const base = new URL(oapiBase);
  return (
    url.origin === base.origin &&
    url.pathname === `${base.pathname.replace(/\/$/, '')}/robot/send` &&
    url.searchParams.get('access_token') !== null &&
    url.username === '' &&
    url.password === '' &&
    url.hash === ''
  );
}

/** The webhook with a signature (加签) of this moment: DingTalk refuses one that is an hour old. `now` in ms. */
export function signedWebhook(address: string, secret: string | undefined, now: number): string {
  const url = new URL(address);
  if (secret === undefined) return url.href;
  const sign = createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64');
  url.searchParams.set('timestamp', String(now));
  url.searchParams.set('sign', sign);
  return url.href;
}

/** Posts to a webhook. Errors are HTTP 200 with an `errcode`. Bounded in time, never throws. */
export async function postToWebhook(url: string, base: string, message: object): Promise<SendOutcome> {
  const response = await postJson({ base, url }, message);
  if (response.outcome === 'unsent') return UNREACHABLE;
  if (response.outcome === 'lost') return { outcome: 'unknown', code: 'timeout' };
  const { status, json } = response;
  if (status >= 500) return { outcome: 'unknown', code: `http-${status}` };
  const errcode = numberOf(json?.errcode);
  if (errcode !== undefined) return errcodeOutcome(errcode);
  // Not their JSON, or that of the gate before them: the page for addresses that call too often.
  if (json === undefined || json.status === 1111 || json.punish === 'deny') return BLOCKED;
  return status === 200
    ? { outcome: 'unknown', code: 'odd-answer' }
    : { outcome: 'rejected', code: `http-${status}` };
}
