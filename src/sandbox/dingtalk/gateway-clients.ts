import { type RawData, WebSocket } from 'ws';
import type { GatewayFrame } from './gateway-frames.ts';

/** How an open connection can be made to end or to go bad. */
export type Breakage =
  /** The SYSTEM frame, then silence, then the end of TCP. */
  | 'disconnect'
  /** TCP is cut. */
  | 'drop'
  /** Closed in good form. */
  | 'close'
  /** Pings are sent and answered, but what is delivered never arrives. */
  | 'zombie'
  /** Nothing moves any more, and nobody says so. */
  | 'freeze';

/** One connected client. */
export interface GatewayConnection {
  readonly topics: ReadonlySet<string>;
  /** Whether deliveries are sent here: not after `disconnect`. */
  chosen(): boolean;
  send(frame: GatewayFrame): void;
  break(how: Breakage): void;
}

/** What a connection depends on. */
export interface ConnectionParts {
  readonly topics: ReadonlySet<string>;
  readonly disconnectFrame: () => GatewayFrame;
  /** Silence between the SYSTEM `disconnect` and the end of TCP. */
  readonly leaveMs: number;
  readonly onText: (text: string) => void;
  /** It is gone, or given up. */
  readonly onEnd: () => unknown;
}

/** Wraps a socket that has just been let in. */
export function createGatewayConnection(socket: WebSocket, parts: ConnectionParts): GatewayConnection {
  let state: 'open' | 'leaving' | 'zombie' = 'open';
  let leaving: NodeJS.Timeout | undefined;
  socket.on('message', (data: RawData) => parts.onText(String(data)));
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearTimeout(leaving);
    parts.onEnd();
  });

  const send = (frame: GatewayFrame): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  };

  return {
    topics: parts.topics,
    chosen: () => state !== 'leaving',
    send(frame) {
      if (frame.type === 'SYSTEM' || state === 'open') send(frame);
    },
    break(how) {
      if (how === 'drop') socket.terminate();
      else if (how === 'close') socket.close(1001);
      else if (how === 'freeze') {
        socket.pause();
        // A server gives such a connection up in the end, and the client hears nothing of it.
        leaving = setTimeout(parts.onEnd, parts.leaveMs).unref();
      } else if (how === 'disconnect') {
        send(parts.disconnectFrame());
        leaving = setTimeout(() => socket.terminate(), parts.leaveMs).unref();
      }
      if (how !== 'drop' && how !== 'close') state = how === 'disconnect' ? 'leaving' : 'zombie';
    },
  };
}
