import type { DingtalkConfig } from './config.ts';
import { numberOf, postJson } from './post-json.ts';
import type { DingtalkMessage } from './render.ts';

/** How a session webhook took a message. `closed`: surely not sent, another channel may be tried. */
export type SessionOutcome = 'sent' | 'retry' | 'gone' | 'unknown' | 'closed';

/** Robot stopped or removed, group disbanded, text refused: no other channel would do better. */
const GONE = new Set([400_102, 400_106, 400_013, 430_101, 430_102, 430_103, 430_104, 460_101, 101_002]);
/** Busy or too fast. */
const RETRY = new Set([-1, 130_101, 410_100, 660_026, 90_018, 90_002]);

/**
 * Whether an address out of a callback is a session webhook of the configured old API. The body is not signed,
 * so without this a stranger could make us call any address.
 */
export function isSessionWebhook(address: string, oapiBase: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const base = new URL(oapiBase);
  return (
    url.origin === base.origin &&
    url.pathname === `${base.pathname.replace(/\/$/, '')}/robot/sendBySession` &&
    url.username === '' &&
    url.password === '' &&
    url.hash === ''
  );
}

/** Posts one message to a session webhook; bounded in time, never throws. */
export async function sendBySession(
  address: string,
  message: DingtalkMessage,
  { oapiBase }: Pick<DingtalkConfig, 'oapiBase'>,
): Promise<SessionOutcome> {
  if (!isSessionWebhook(address, oapiBase)) return 'closed';
  const response = await postJson({ base: oapiBase, url: address }, message);
  if (response.outcome === 'unsent') return 'closed';
  if (response.outcome === 'lost') return 'unknown';
  if (response.status >= 500) return 'unknown';
  const errcode = numberOf(response.json?.errcode);
  // Not their JSON: the page that blocks an address which called too often. Nothing was sent.
  if (errcode === undefined)
    return response.status === 200 && response.json === undefined ? 'retry' : 'closed';
  if (errcode === 0) return 'sent';
  if (GONE.has(errcode)) return 'gone';
  return RETRY.has(errcode) ? 'retry' : 'closed';
}
