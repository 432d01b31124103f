import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type Logger, pino } from 'pino';
import { SentinelError } from './errors.ts';
import { causeOf } from './kit/cause-of.ts';

export type { Logger } from 'pino';

/**
 * Names under which words may be logged. Every other string is replaced by its length: what a person typed,
 * a token or an address must not reach a log because somebody logged one field too many.
 */
const WORDS = new Set([
  ...[
    'action',
    'cmd',
    'code',
    'collection',
    'command',
    'component',
    'database',
    'end',
    'event',
    'hint',
    'host',
    'id',
    'instance',
  ],
  ...['job', 'kind', 'level', 'locale', 'method', 'migration', 'mode', 'outcome', 'owner', 'path'],
  ...['phase', 'platform', 'purpose', 'reason', 'requestId', 'run', 'schedule', 'service', 'signal', 'slot'],
  ...['stack', 'state', 'status', 'step', 'syscall', 'timeZone', 'type', 'version', 'warning', 'why'],
]);

/** Numbers from here on could be a telephone or an ID number. */
const TOO_TELLING = 1_000_000_000;
const MAX_DEPTH = 4;

const REQUEST = new AsyncLocalStorage<{ readonly requestId: string }>();

/** Runs `work`; every line that is logged on its behalf, however deep, says `requestId`. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return REQUEST.run({ requestId }, work);
}

/** The logger of the whole program: JSON lines on standard output, or to `destination`. No `%s` arguments. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: safeFields, level: (label: string) => ({ level: label }) },
    hooks: { logMethod: neverPrintErrorMessages },
    mixin: () => REQUEST.getStore() ?? {},
  };
  return withSafeChildren(destination ? pino(options, destination) : pino(options));
}

/** pino formats the fields of a child once, past our formatter; children inherit this `child` in turn. */
function withSafeChildren(log: Logger): Logger {
  const child = log.child;
  log.child = function safeChild(this: Logger, bindings: object, options?: object) {
    return child.call(this, safeFields(bindings), options ?? {});
  } as Logger['child'];
  return log;
}

/** The fields of a log line, reduced to what may be kept. */
export function safeFields(fields: object): Record<string, unknown> {
  return safeObject(fields, 0);
}

function safeObject(fields: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, safeValue(name, value, depth)]),
  );
}

function safeValue(name: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Math.abs(value) < TOO_TELLING ? value : '[number]';
  if (typeof value === 'string') return WORDS.has(name) ? scrubText(value) : `[${value.length} characters]`;
  return typeof value === 'object' ? safeThing(name, value, depth) : `[${typeof value}]`;
}

function safeThing(name: string, value: object, depth: number): unknown {
  if (value instanceof Error) return safeError(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[date]' : value.toISOString();
  if (VETTED.has(value)) return value;
  if (depth >= MAX_DEPTH || ArrayBuffer.isView(value)) return '[object]';
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => safeValue(name, item, depth + 1));
  return safeObject(value, depth + 1);
}

/** What `safeError` made: gone through once, it may be logged under any name. */
const VETTED = new WeakSet<object>();

/**
 * What may be told of an error: its type, code, why (`causeOf`) and where it happened. Messages are left out, for
 * libraries put the offending value into them; only our own are kept, they are written with that in mind.
 */
export function safeError(error: Error): Record<string, unknown> {
  const { code } = error as { code?: unknown };
  const told = {
    type: error.name,
    why: causeOf(error),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error instanceof SentinelError ? { message: scrubText(error.message) } : {}),
    stack: framesOf(error),
    ...(error.cause instanceof Error ? { cause: safeError(error.cause) } : {}),
  };
  VETTED.add(told);
  return told;
}

function framesOf(error: Error): string {
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return frames.slice(0, 8).join('\n');
}

/** Text without queries of addresses, passwords in them, and long digit runs. */
export function scrubText(text: string): string {
  return text
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1')
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s?#]*)[?#]\S*/gi, '$1')
    .replace(/(?<![0-9A-Za-z])(\d{17}[\dXx]|\d{15}|1\d{10})(?![0-9A-Za-z])/g, '[digits]');
}

/** A line given an error alone would get the error's message as its text; formatted arguments are dropped. */
function neverPrintErrorMessages(
  this: Logger,
  args: readonly unknown[],
  method: (...args: never[]) => void,
): void {
  const [first, second] = args;
  const line =
    typeof first === 'string'
      ? [scrubText(first)]
      : [
          first instanceof Error ? { err: first } : first,
          typeof second === 'string' ? scrubText(second) : 'error',
        ];
  method.apply(this, line as never[]);
}
