import { z } from 'zod';
import { TOKEN_ERRCODES } from '../errcodes.ts';
import { type CallResult, type CallVendor, outcomeOfCall, type VendorCall } from './call.ts';

/** Who asks for a token: one corp, one app. */
export interface TokenOwner {
  readonly corpId: string;
  readonly appSecret: string;
}

/** Calls that need an access token. */
export interface TokenCaller {
  /** Adds the token to the query; when it turns out void, fetches another one and calls once more. Never throws. */
  call(call: VendorCall): Promise<CallResult>;
  /** The token itself, for what is no JSON call; undefined when there is none to be had now. */
  token(): Promise<string | undefined>;
  /** This token turned out void: the next call fetches another one. */
  forget(token: string): Promise<void>;
}

/** Fetched that much before it ends. */
const EARLY_MS = 5 * 60_000;
/** After a refusal nobody asks again for so long: the vendor blocks those who insist. */
const REST_MS = 10_000;

const granted = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

type Grant =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly called: CallResult };

/** Keeps one token in memory; those who need it at the same time share one request. Monotonic time. */
export function createTokenCaller(callVendor: CallVendor, { corpId, appSecret }: TokenOwner): TokenCaller {
  let kept: { readonly grant: Promise<Grant>; readonly until: number } | undefined;

  const fetchToken = async (): Promise<Grant> => {
    const query = { corpid: corpId, corpsecret: appSecret };
    const called = await callVendor({ path: '/cgi-bin/gettoken', query });
    const read =
      called.kind === 'answered' && called.errcode === 0 ? granted.safeParse(called.json) : undefined;
    if (!read?.success) {
      kept = { grant: Promise.resolve({ ok: false, called }), until: performance.now() + REST_MS };
      return { ok: false, called };
    }
    const grant: Grant = { ok: true, token: read.data.access_token };
    const lasts = Math.max(read.data.expires_in * 1_000 - EARLY_MS, 1_000);
    kept = { grant: Promise.resolve(grant), until: performance.now() + lasts };
    return grant;
  };

  const current = (): Promise<Grant> => {
    if (kept === undefined || performance.now() >= kept.until) {
      kept = { grant: fetchToken(), until: Number.POSITIVE_INFINITY };
    }
    return kept.grant;
  };

  /** Only if it is still the one that failed: somebody else may have fetched another one already. */
  const forget = async (token: string): Promise<void> => {
    const before = kept;
    const grant = await before?.grant;
    if (grant?.ok && grant.token === token && kept === before) kept = undefined;
  };

  const once = async (call: VendorCall): Promise<{ called: CallResult; token?: string }> => {
    const grant = await current();
    if (!grant.ok) return { called: withoutToken(grant.called) };
    const query = { ...call.query, access_token: grant.token };
    return { called: await callVendor({ ...call, query }), token: grant.token };
  };

  return {
    forget,
    token: async () => {
      const grant = await current();
      return grant.ok ? grant.token : undefined;
    },
    call: async (call) => {
      const { called, token } = await once(call);
      const isVoid = called.kind === 'answered' && TOKEN_ERRCODES.has(called.errcode);
      if (!isVoid || token === undefined) return called;
      await forget(token);
      return (await once(call)).called;
    },
  };
}

/** The call itself was never made: nothing about it can be unknown. */
function withoutToken(called: CallResult): CallResult {
  const outcome = outcomeOfCall(called);
  if (outcome.outcome === 'sent' || outcome.outcome === 'unknown') {
    return { kind: 'failed', outcome: { outcome: 'retry', afterMs: REST_MS, code: 'no-token' } };
  }
  if (outcome.outcome === 'gone')
    return { kind: 'failed', outcome: { outcome: 'rejected', code: outcome.code } };
  return { kind: 'failed', outcome };
}
