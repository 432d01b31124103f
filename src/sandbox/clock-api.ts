import type Router from '@koa/router';
import { z } from 'zod';
import { ownPageOnly } from './guard.ts';
import { readJson } from './read-json.ts';
import { MOST_DAYS, type Refusal, type Travel } from './travel.ts';

const MAX_BODY = 1024;
const moveSchema = z.object({ to: z.string().max(40) });

const REFUSALS: Readonly<Record<Refusal, readonly [status: number, error: string]>> = {
  busy: [409, '时间正在往前走，请等它走完。'],
  unknown: [400, '没有这个时间，请刷新页面再选。'],
  'not-forward': [400, '时间只能往前走。'],
  'too-far': [400, `一次最多往前走 ${MOST_DAYS} 天，请分几次走。`],
};

/** Adds `/sandbox/api/clock`: GET shows the sandbox's time, POST `{to}` moves it and answers on arrival. */
export function addClockApi(router: Router, travel: Travel): void {
  const guard = ownPageOnly();
  router.get('/sandbox/api/clock', guard, async (ctx) => {
    ctx.body = await travel.view();
  });
  router.post('/sandbox/api/clock', guard, async (ctx) => {
    const wanted = await readJson(ctx, moveSchema, MAX_BODY);
    const outcome = wanted ? await travel.go(wanted.to) : 'unknown';
    if (outcome === 'arrived') {
      ctx.body = await travel.view();
      return;
    }
    const [status, error] = REFUSALS[outcome];
    ctx.status = status;
    ctx.body = { error };
  });
}
