/** Base of every error this program throws on purpose: a stable `code` that callers and logs can rely on. */
export class SentinelError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SentinelError';
    this.code = code;
  }
}

/** What keeps the program from starting and what to do about it, each in one sentence of Chinese and of English. */
export interface Plight {
  readonly zh: string;
  readonly zhCure: string;
  /** Begins small: it follows "Cannot start: ". */
  readonly en: string;
  readonly enCure: string;
}

/** A start that cannot go on for a reason which the person at the terminal can put right. The message is the block they read. */
export class StartRefused extends SentinelError {
  readonly plight: Plight;
  constructor(code: string, plight: Plight, options?: ErrorOptions) {
    const { zh, zhCure, en, enCure } = plight;
    super(code, `启动不了：${zh}\n办法：${zhCure}\nCannot start: ${en}\nCure: ${enCure}`, options);
    this.name = 'StartRefused';
    this.plight = plight;
  }
}

/** Any thrown value as an Error, for the one catch of a function. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
