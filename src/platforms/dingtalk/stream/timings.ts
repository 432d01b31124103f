/** How a Stream connection keeps itself up; milliseconds. */
export interface StreamTimings {
  /** Least time between two attempts to connect, whatever happens. */
  readonly gapMs: number;
  /** Longest pause after failures; it doubles from `gapMs`. */
  readonly longestMs: number;
  /** Pause after DingTalk refused our credentials or configuration. */
  readonly refusedMs: number;
  /** A connection that lived this long was a good one: failures are forgotten. */
  readonly stableMs: number;
  /** Between two pings of ours; they also keep address translation on the way awake. */
  readonly pingMs: number;
  /** Nothing heard for this long, not even a pong: dead. */
  readonly silentMs: number;
  /**
   * No delivery for this long: replaced by a new connection. Connections are known that answer pings for hours
   * and deliver nothing; from outside they look like a quiet day.
   */
  readonly quietMs: number;
  /** Longest call for a ticket, and longest handshake. */
  readonly handshakeMs: number;
  /** How long answers under way may take before their connection is closed. */
  readonly drainMs: number;
}

/** For the real gateway. `quietMs` costs at most 12 openings a day. */
export const STREAM_TIMINGS: StreamTimings = {
  gapMs: 1_000,
  longestMs: 60_000,
  refusedMs: 60_000,
  stableMs: 10_000,
  pingMs: 20_000,
  silentMs: 60_000,
  quietMs: 7_200_000,
  handshakeMs: 10_000,
  drainMs: 2_000,
};
