/** Said by the engine of the language itself about names in our own code: no value of anybody's is in it. */
const ABOUT_CODE = [
  /^Cannot (read|set) properties of (undefined|null) \((reading|setting) '[A-Za-z_$][\w$]{0,40}'\)$/,
  /^[A-Za-z_$][\w$.()]{0,80} is not (a function|a constructor|iterable|defined)$/,
  /^Maximum call stack size exceeded$/,
  /^Invalid (time value|array length)$/,
  /^fetch failed$/,
];
const DEPTH = 4;

/**
 * Why something failed, in words that may be logged: each error's type, code, the call and what the vetted messages
 * say, down the chain of causes. Never a message that could hold what a person typed.
 */
export function causeOf(error: Error): string {
  return chainOf(error)
    .map((each) => [each.name, ...wordsOf(each)].join(' '))
    .join(' < ');
}

function chainOf(error: Error): readonly Error[] {
  const chain: Error[] = [];
  let next: unknown = error;
  while (next instanceof Error && chain.length < DEPTH && !chain.includes(next)) {
    chain.push(next);
    next = below(next);
  }
  return chain;
}

/** What an error was made from: its cause, the first of several, or what a driver found at the servers it tried. */
function below(error: Error): unknown {
  const { cause, errors, reason } = error as { cause?: unknown; errors?: unknown; reason?: unknown };
  if (cause instanceof Error) return cause;
  if (Array.isArray(errors)) return errors[0];
  const servers = (reason as { servers?: unknown } | undefined)?.servers;
  if (!(servers instanceof Map)) return undefined;
  return [...servers.values()].map((server: { error?: unknown }) => server.error).find(Boolean);
}

function wordsOf(error: Error): readonly string[] {
  const fields = error as { code?: unknown; codeName?: unknown; syscall?: unknown };
  const words = [fields.code, fields.codeName, fields.syscall].filter(isWord).map(String);
  return ABOUT_CODE.some((shape) => shape.test(error.message)) ? [...words, `(${error.message})`] : words;
}

const isWord = (value: unknown): boolean =>
  (typeof value === 'number' && Math.abs(value) < 1_000_000) ||
  (typeof value === 'string' && /^[A-Za-z][\w.-]{0,60}$/.test(value));
