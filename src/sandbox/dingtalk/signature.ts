import { createHmac } from 'node:crypto';

/** The two headers DingTalk puts on every robot callback. */
export interface SignedHeaders {
  readonly timestamp: string;
  readonly sign: string;
}

/**
 * DingTalk's signature: base64 of HMAC-SHA256 over `timestamp + "\n" + secret`, keyed with the secret.
 * `timestamp` is milliseconds since the epoch. It does not cover the body.
 */
export function signCallback(clientSecret: string, timestamp: number): SignedHeaders {
  const sign = createHmac('sha256', clientSecret).update(`${timestamp}\n${clientSecret}`).digest('base64');
  return { timestamp: String(timestamp), sign };
}
