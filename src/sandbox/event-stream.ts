import type { Context } from 'koa';

/** What a viewer is told of; `undefined` names the default kind of event. */
export type Tell = (data: unknown, event?: string) => void;

const MAX_LISTENERS = 50;
const HEARTBEAT_MS = 20_000;

/**
 * A handler of server-sent events for at most 50 viewers at once. `follow` is called for each of them and gives
 * back what ends the following; `full` answers the one too many.
 */
export function eventStream(
  signal: AbortSignal,
  follow: (tell: Tell) => () => void,
  full: (ctx: Context) => void,
): (ctx: Context) => void {
  let listeners = 0;
  return (ctx) => {
    if (listeners >= MAX_LISTENERS || signal.aborted) return full(ctx);
    listeners++;
    // Written past Koa, which takes a viewer's leaving for an error.
    ctx.respond = false;
    const { res } = ctx;
    res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
    const stop = follow((data, event) => {
      res.write(`${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`);
    });
    const heartbeat = setInterval(() => res.write(': still here\n\n'), HEARTBEAT_MS).unref();
    const end = (): void => {
      res.end();
    };
    signal.addEventListener('abort', end, { once: true });
    res.once('close', () => {
      listeners--;
      stop();
      clearInterval(heartbeat);
      signal.removeEventListener('abort', end);
    });
    res.write('retry: 1000\n\n');
  };
}
