/** Base of every error this program throws on purpose: a stable `code` that callers and logs can rely on. */
export class SentinelError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SentinelError';
    this.code = code;
  }
}

/** Any thrown value as an Error, for the one catch of a function. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
