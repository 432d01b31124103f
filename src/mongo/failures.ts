import { mongo } from 'mongoose';

const DUPLICATE_KEY = 11_000;

/** Whether the server refused a document because its key is stored already. */
export function isDuplicateKey(thrown: unknown): boolean {
  return thrown instanceof mongo.MongoServerError && thrown.code === DUPLICATE_KEY;
}

/** Whether no server could be reached at all, so that surely nothing was written. */
export function isUnreachable(thrown: unknown): boolean {
  return unwrapped(thrown) instanceof mongo.MongoServerSelectionError;
}

/** Whether the connection broke while a command was under way, so that its outcome is unknown. */
export function isConnectionBroken(thrown: unknown): boolean {
  const cause = unwrapped(thrown);
  if (cause instanceof mongo.MongoNetworkError) return true;
  // The driver lets an error of the socket through as it is when the write itself fails.
  return cause instanceof Error && 'code' in cause && BROKEN_SOCKET.has(String(cause.code));
}

const BROKEN_SOCKET = new Set(['EPIPE', 'ECONNRESET']);

/** A bulk write wraps what stopped it. */
function unwrapped(thrown: unknown): unknown {
  return thrown instanceof mongo.MongoBulkWriteError ? thrown.errorResponse : thrown;
}
