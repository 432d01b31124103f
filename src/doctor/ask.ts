import { type Fetched, type FetchRequest, fetchLimited } from '../platforms/fetch-limited.ts';

/** How long one question to an address may take, in milliseconds: two of them fit into one probe. */
const ASK_MS = 2_400;
const MAX_BYTES = 64 * 1024;

/** One bounded request to `address`, redirected within its own origin only. Never throws. */
export function ask(address: string, request: FetchRequest = {}): Promise<Fetched> {
  const { origin } = new URL(address);
  const allow = (next: string): URL | undefined => {
    const url = URL.canParse(next) ? new URL(next) : undefined;
    return url?.origin === origin ? url : undefined;
  };
  return fetchLimited(address, request, { timeoutMs: ASK_MS, maxBytes: MAX_BYTES, allow });
}

/** A JSON request. */
export const jsonRequest = (body: object, headers: Readonly<Record<string, string>> = {}): FetchRequest => ({
  headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** The members of a JSON object; none for anything else. */
export function membersOf(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Why an address does not answer, in Chinese; the codes are those of `fetchLimited`. */
export function whyNot(fetched: Exclude<Fetched, { outcome: 'answered' }>): string {
  if (fetched.outcome === 'too-big') return '回答过大，不像是本程序';
  if (fetched.outcome === 'refused') return '被转到了别的地址';
  const { reason } = fetched;
  if (/ENOTFOUND|EAI_AGAIN/.test(reason)) return '域名解析不了';
  if (/ECONNREFUSED/.test(reason)) return '端口没有服务在听';
  if (/TIMEOUT|timeout|ETIMEDOUT/.test(reason)) return '超时没有回答';
  if (/CERT|SIGNATURE|ERR_TLS|ERR_SSL/.test(reason)) return '证书有问题';
  if (/UNREACH/.test(reason)) return '网络不通';
  return '连接中断';
}
