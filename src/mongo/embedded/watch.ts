import { connect } from 'node:net';

/** A held connection to a serving engine; it says nothing and only notices the end. */
export interface Watch {
  /** Resolves when the engine at the other end is gone, or after `stop`. */
  readonly gone: Promise<void>;
  stop(): void;
}

/** Connects to the engine behind `link`; undefined when nobody serves there. */
export async function watchEngine(link: string): Promise<Watch | undefined> {
  const socket = connect(link);
  const gone = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  const up = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.on('error', () => resolve(false));
  });
  if (!up) return undefined;
  socket.resume();
  socket.unref();
  return { gone, stop: () => socket.destroy() };
}
