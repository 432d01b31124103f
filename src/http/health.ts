import type Router from '@koa/router';
import type { Context } from 'koa';
import { defined } from '../kit/defined.ts';
import { beforeDeadline } from './before-deadline.ts';
import { exactMethods } from './exact-methods.ts';

/** Whether one thing we depend on is in order; a rejection counts as no. */
export type Check = () => Promise<boolean> | boolean;

/** Every check by its name, e.g. `database`, `migrations`, `commands`. */
export type Checks = Readonly<Record<string, Check>>;

/** What does not keep us from working and should be seen, by its subject: names of ours; none when all is well. */
export type Warnings = Readonly<Record<string, () => Promise<readonly string[]>>>;

const CHECK_MS = 2_000;

/**
 * `GET /healthz`: the process is alive, and which version it is. `GET /readyz`: it can work, else 503; names and yes or no, nothing more. What
 * there is to be warned of stands beside it and never makes it 503: `"warnings": { "jobs": ["purge"] }`.
 */
export function addHealth(
  router: Router,
  { version, checks, warnings = {} }: { version?: string; checks: Checks; warnings?: Warnings },
): void {
  const alive = { status: 'ok', ...defined({ version }) };
  exactMethods(router, '/healthz', { GET: (ctx) => show(ctx, 200, alive) });
  exactMethods(router, '/readyz', {
    GET: async (ctx) => {
      const [results, warned] = await Promise.all([runAll(checks), askAll(warnings)]);
      const ready = Object.values(results).every((result) => result === 'ok');
      const body = { status: ready ? 'ready' : 'not ready', checks: results };
      const quiet = Object.keys(warned).length === 0;
      show(ctx, ready ? 200 : 503, quiet ? body : { ...body, warnings: warned });
    },
  });
}

async function runAll(checks: Checks): Promise<Record<string, 'ok' | 'failed'>> {
  const entries = Object.entries(checks).map(async ([name, check]) => [name, await run(check)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** The subjects with something to warn of; one that cannot tell is `unknown`. */
async function askAll(warnings: Warnings): Promise<Record<string, readonly string[]>> {
  const entries = Object.entries(warnings).map(
    async ([subject, ask]) => [subject, await answer(ask)] as const,
  );
  return Object.fromEntries((await Promise.all(entries)).filter(([, names]) => names.length > 0));
}

async function answer(ask: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await beforeDeadline(CHECK_MS, Promise.resolve().then(ask));
  } catch {
    return ['unknown'];
  }
}

async function run(check: Check): Promise<'ok' | 'failed'> {
  try {
    return (await beforeDeadline(CHECK_MS, Promise.resolve().then(check))) ? 'ok' : 'failed';
  } catch {
    return 'failed';
  }
}

function show(ctx: Context, status: number, body: object): void {
  ctx.status = status;
  ctx.body = body;
}
