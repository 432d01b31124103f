import { type CallbackPayload, callbackPayload } from './payload.ts';

/** A decrypted text as payload, or a short code of why it is none. */
export type PlaintextRead =
  | { readonly ok: true; readonly payload: CallbackPayload }
  | { readonly ok: false; readonly reason: 'xml callback' | 'not json' | 'not an object' };

/** Reads a decrypted callback. Raw control characters inside strings are tolerated: the vendor sends them. */
export function readPlaintext(plain: string): PlaintextRead {
  if (plain.trimStart().startsWith('<')) return { ok: false, reason: 'xml callback' };
  const value = parseLeniently(plain);
  if (value === undefined) return { ok: false, reason: 'not json' };
  const parsed = callbackPayload.safeParse(value);
  return parsed.success ? { ok: true, payload: parsed.data } : { ok: false, reason: 'not an object' };
}

/** JSON whose strings may hold raw control characters; undefined when it is none. */
export function parseLeniently(text: string): unknown {
  return parseJson(text) ?? parseJson(escapeControls(text));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const SIGN = /\\[^\u0000-\u001f]|["\u0000-\u001f]/g;

/** In one pass from the front: a search for whole strings takes for ever where one of them does not end. */
function escapeControls(text: string): string {
  let inside = false;
  return text.replace(SIGN, (sign) => {
    if (sign === '"') inside = !inside;
    if (sign.length > 1 || sign === '"' || !inside) return sign;
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
