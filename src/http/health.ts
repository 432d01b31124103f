import type Router from '@koa/router';
import type { Context } from 'koa';
import { exactMethods } from './exact-methods.ts';
import { within } from './within.ts';

/** Whether one thing we depend on is in order; a rejection counts as no. */
export type Check = () => Promise<boolean> | boolean;

/** Every check by its name, e.g. `database`, `migrations`, `commands`. */
export type Checks = Readonly<Record<string, Check>>;

const CHECK_MS = 2_000;

/** `GET /healthz`: the process is alive. `GET /readyz`: it can work, else 503; names and yes or no, nothing more. */
export function addHealth(router: Router, checks: Checks): void {
  exactMethods(router, '/healthz', { GET: (ctx) => show(ctx, 200, { status: 'ok' }) });
  exactMethods(router, '/readyz', {
    GET: async (ctx) => {
      const results = await runAll(checks);
      const ready = Object.values(results).every((result) => result === 'ok');
      show(ctx, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', checks: results });
    },
  });
}

async function runAll(checks: Checks): Promise<Record<string, 'ok' | 'failed'>> {
  const entries = Object.entries(checks).map(async ([name, check]) => [name, await run(check)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function run(check: Check): Promise<'ok' | 'failed'> {
  try {
    return (await within(CHECK_MS, Promise.resolve().then(check))) ? 'ok' : 'failed';
  } catch {
    return 'failed';
  }
}

function show(ctx: Context, status: number, body: object): void {
  ctx.status = status;
  ctx.body = body;
}
