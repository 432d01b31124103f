import { setTimeout as sleep } from 'node:timers/promises';
import { toError } from '../errors.ts';

/** How a platform's callback to the program went. `error` is Chinese, for the person at the page. */
export type CallbackResult =
  | { readonly ok: true; readonly body: string }
  | { readonly ok: false; readonly error: string };

/** One callback: what is sent, how long the platform waits, how often it tries. */
export interface Callback {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  readonly attempts: number;
  readonly signal: AbortSignal;
}

const PAUSE_MS = 200;

/**
 * Posts a callback as the platforms do: anything but a 200 in time is a failure and is sent again,
 * the very same message, up to `attempts` times. A refusal (4xx) is not repeated: it would not change.
 */
export async function postCallback(callback: Callback): Promise<CallbackResult> {
  let error = '';
  for (let attempt = 1; attempt <= callback.attempts; attempt++) {
    if (attempt > 1) await sleep(PAUSE_MS, undefined, { signal: callback.signal });
    const result = await postOnce(callback);
    if (result.ok) return result;
    error = result.error;
    if (!result.again) break;
  }
  return { ok: false, error };
}

type Try = { ok: true; body: string } | { ok: false; error: string; again: boolean };

async function postOnce({ url, headers, body, timeoutMs, signal }: Callback): Promise<Try> {
  try {
    const limits = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: limits });
    const text = await response.text();
    if (response.status === 200) return { ok: true, body: text };
    return { ok: false, error: statusText(response.status), again: response.status >= 500 };
  } catch (thrown) {
    signal.throwIfAborted();
    return { ok: false, error: failureText(toError(thrown), timeoutMs), again: true };
  }
}

function statusText(status: number): string {
  if (status === 401) return '程序拒收了这条消息：签名不对或已过期（401）。';
  if (status === 403) return '程序拒收了这条消息：机器人或企业不符（403）。';
  if (status === 413) return '程序拒收了这条消息：内容太大（413）。';
  if (status >= 500) return `程序出错了（${status}），平台重发后仍然如此。`;
  return `程序没有接受这条消息（${status}）。`;
}

function failureText(error: Error, timeoutMs: number): string {
  if (error.name === 'TimeoutError') return `程序没有在 ${timeoutMs / 1000} 秒内回答，平台重发后仍然如此。`;
  return '连不上程序的接收地址，请确认程序还在运行。';
}
