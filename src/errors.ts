/** Base of every error this program throws on purpose: a stable `code` that callers and logs can rely on. */
export class SentinelError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SentinelError';
    this.code = code;
  }
}

/**
 * Something the person in the chat can put right. `text` is shown as it is: simplified Chinese, polite,
 * ending in a line that works when copied, and free of personal data.
 */
export class UserError extends SentinelError {
  readonly text: string;
  constructor(code: string, text: string) {
    super(code, code);
    this.name = 'UserError';
    this.text = text;
  }
}

/** Any thrown value as an Error, for the one catch of a function. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
