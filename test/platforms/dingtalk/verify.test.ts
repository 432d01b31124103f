import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FRESH_MS, signatureProblem } from '../../../src/platforms/dingtalk/verify.ts';
import { signedHeaders } from '../../support/dingtalk-client.ts';
import { fromRoot } from '../../support/from-root.ts';

const vectors = JSON.parse(readFileSync(fromRoot('test/fixtures/dingtalk-vectors.json'), 'utf8')) as {
  robotSign: { id: string; timestamp: string; secret: string; sign: string; signUrlencoded: string }[];
  verification: {
    secret: string;
    cases: { id: string; headers: Record<string, string>; now: number; accept: boolean }[];
  };
};

const SECRET = 'another secret';
const NOW = new Date(1_795_000_000_000);

describe('signatureProblem', () => {
  it.each(vectors.robotSign)('accepts the published signature $id, in raw base64 only', (vector) => {
    const now = new Date(Number(vector.timestamp));
    const check = (sign: string) =>
      signatureProblem(vector.secret, { timestamp: vector.timestamp, sign }, now);
    expect(check(vector.sign)).toBeUndefined();
    expect(check(vector.signUrlencoded)).toBe('sign-unreadable');
    expect(signedHeaders(vector.secret, now).sign).toBe(vector.sign);
  });

  it.each(vectors.verification.cases)('case $id: accepted is $accept', ({ headers, now, accept }) => {
    const problem = signatureProblem(vectors.verification.secret, headers, new Date(now));
    expect(problem === undefined).toBe(accept);
  });

  it.each([
    [-FRESH_MS, undefined],
    [FRESH_MS, undefined],
    [-FRESH_MS - 1, 'stale'],
    [FRESH_MS + 1, 'stale'],
  ])('a clock %d ms apart is %s', (skew, expected) => {
    const headers = signedHeaders(SECRET, new Date(NOW.getTime() + skew));
    expect(signatureProblem(SECRET, { ...headers }, NOW)).toBe(expected);
  });

  const good = signedHeaders(SECRET, NOW);
  it.each([
    ['two timestamps', { ...good, timestamp: [good.timestamp, good.timestamp] }, 'timestamp-missing'],
    ['two timestamps on one line', { ...good, timestamp: `${good.timestamp}, 1` }, 'timestamp-unreadable'],
    ['two signs', { ...good, sign: [good.sign, good.sign] }, 'sign-missing'],
    ['seconds', { ...good, timestamp: '1795000000' }, 'sign-wrong'],
    ['hexadecimal time', { ...good, timestamp: '0x19' }, 'timestamp-unreadable'],
    ['a leading zero', { ...good, timestamp: `0${good.timestamp}` }, 'timestamp-unreadable'],
    ['exponent time', { ...good, timestamp: '1.795e12' }, 'timestamp-unreadable'],
    ['an endless time', { ...good, timestamp: '9'.repeat(400) }, 'timestamp-unreadable'],
    ['a short sign', { ...good, sign: good.sign.slice(4) }, 'sign-unreadable'],
    ['url-safe base64', { ...good, sign: `-_${good.sign.slice(2)}` }, 'sign-unreadable'],
    ['white space', { ...good, sign: ` ${good.sign}` }, 'sign-unreadable'],
    ['an empty sign', { ...good, sign: '' }, 'sign-unreadable'],
  ])('%s: refused', (_name, headers, expected) => {
    expect(signatureProblem(SECRET, headers, NOW)).toBe(expected);
  });

  it('another spelling of the same bytes is refused', () => {
    // The last character before `=` carries two bits that do not count.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const last = alphabet.indexOf(good.sign.charAt(42));
    const sign = `${good.sign.slice(0, 42)}${alphabet.charAt(last ^ 1)}=`;
    expect(Buffer.from(sign, 'base64')).toEqual(Buffer.from(good.sign, 'base64'));
    expect(signatureProblem(SECRET, { ...good, sign }, NOW)).toBe('sign-unreadable');
  });
});
