import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

let watching = false;

/**
 * Makes the driver notice at once that the engine's process died. Between the end of a socket and its `close`
 * event, driver 7 still takes the connection for a good one, and a command written in that moment waits for
 * ever: neither an error nor a time limit reaches it. Ending the socket with an error closes the gap. Call it
 * before connecting through a local socket; further calls change nothing.
 */
export function failDeadSockets(): void {
  if (watching) return;
  watching = true;
  subscribe('net.client.socket', (message) => {
    const { socket } = message as { socket: Socket };
    socket.once('connect', () => {
      if (isLocal(socket)) socket.once('end', () => socket.destroy(new Error('The other end is gone.')));
    });
  });
}

/** A local (path) socket is one without an address. */
function isLocal(socket: Socket): boolean {
  return socket.remoteAddress === undefined;
}
