import type { IncomingMessage } from '../chat/message.ts';
import type { Answer } from './platform.ts';

/** What a connection is doing, for the doctor and the metrics. */
export type ConnectionPhase = 'stopped' | 'standing-by' | 'connecting' | 'open' | 'refused';

/** State of one long connection. Times are ms since the epoch; nothing in it is a secret. */
export interface ConnectionState {
  readonly phase: ConnectionPhase;
  /** Why it is not open: a stable word (`bad-credentials`, `kicked`, `another-instance`, `network` …). */
  readonly reason?: string;
  readonly since: number;
  readonly lastFrameAt?: number;
  readonly attempts: number;
}

/** What the composition root does with what comes in. */
export interface ConnectionHandlers {
  /**
   * A message; resolves with what to answer now (the inbox has stored it by then). The connection acknowledges
   * to the vendor first where the vendor wants that at once.
   */
  onMessage(message: IncomingMessage): Promise<Answer>;
  /** An authentic frame that asks for nothing of us; counted under its reason. */
  onIgnored(reason: string): void;
  /** The state changed; for logs and metrics. */
  onState(state: ConnectionState): void;
}

/** A connection that we open outwards and that keeps itself up: for offices without a public address. */
export interface Connection {
  /** Begins; resolves at once, the connection comes when it comes. */
  start(handlers: ConnectionHandlers): void;
  /** Ends for good: no reconnect, timers cleared, in-flight answers given up to two seconds. */
  stop(): Promise<void>;
  state(): ConnectionState;
}
