import { defined } from '../../kit/defined.ts';
import type { Fetched } from '../../platforms/fetch-limited.ts';
import { whyNot } from '../ask.ts';

/** How one call to a vendor ended, without anything secret. */
export type Step =
  | { readonly kind: 'ok' }
  /** The vendor said no: its code, the scopes it asks for, and our address as it sees it. */
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly scopes: readonly string[];
      readonly ip?: string;
    }
  /** No answer, or none of the vendor's own; `why` is Chinese. */
  | { readonly kind: 'silent'; readonly why: string };

/** What a vendor says to us: whether it gives a token, and whether it lets that token do what we need. */
export interface VendorAnswers {
  readonly token: Step;
  /** Absent when there was no token. */
  readonly call?: Step;
}

/** A call that was refused. */
export function refusedStep(code: string, message: unknown, scopes: unknown = []): Step {
  const ip = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/.exec(String(message ?? ''))?.[0];
  const words = Array.isArray(scopes) ? scopes.filter((one) => typeof one === 'string') : [];
  return {
    kind: 'refused',
    code: /^[\w.:-]{1,100}$/.test(code) ? code : 'odd-code',
    scopes: words.filter((one) => /^[\w.:-]{1,60}$/.test(one)).slice(0, 5),
    ...defined({ ip }),
  };
}

/** No answer. */
export const silentStep = (fetched: Exclude<Fetched, { outcome: 'answered' }>): Step => ({
  kind: 'silent',
  why: whyNot(fetched),
});

/** An answer that is not the vendor's: a block page, a proxy. */
export const oddStep = (status: number): Step => ({
  kind: 'silent',
  why: `得到的不是接口的回答（HTTP ${status}，多为出口代理或临时封禁）`,
});
