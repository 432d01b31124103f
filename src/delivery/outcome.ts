import type { SendOutcome } from '../platforms/channel.ts';
import { pauseAfter, type RetryPolicy } from './backoff.ts';
import type { Change } from './change.ts';
import type { DeliveryDocument, Passed, Repeat } from './delivery-document.ts';
import type { PartState } from './types.ts';

/** What follows from an outcome. */
export interface Decision {
  readonly change: Change;
  /** Leave the whole target alone for so long: the vendor asked for it. */
  readonly restMs?: number;
  /** The target is no longer there, as every channel says. */
  readonly gone?: string;
}

/** The call that had the outcome, and what else the decision depends on. */
export interface Circumstances {
  readonly channel: string;
  readonly idempotent: boolean;
  readonly uuid: string;
  readonly with: readonly string[];
  /** When this uuid was used first. */
  readonly since: Date;
  /** The server's time. */
  readonly now: Date;
  /** How many messages the text makes. */
  readonly parts: number;
  /** Other channels that reach the target, by id. */
  readonly others: readonly string[];
  readonly policy: RetryPolicy;
  /** 0 to 1; the same for all deliveries of one call, so that a repeat finds them together. */
  readonly roll: number;
}

/** The state of a delivery that a decision depends on. */
export type Standing = Pick<DeliveryDocument, 'attempts' | 'part' | 'parts' | 'passed' | 'repeat'>;

/** Decides how a delivery goes on after a call. Pure. */
export function afterOutcome(standing: Standing, outcome: SendOutcome, at: Circumstances): Decision {
  if (outcome.outcome === 'sent') return { change: afterSent(standing, at.parts) };
  if (outcome.outcome === 'unknown') return { change: afterUnknown(standing, outcome.code, at) };
  if (standing.repeat !== undefined) return afterRefusedRepeat(standing, outcome, at);
  const afterMs = outcome.outcome === 'retry' ? outcome.afterMs : 0;
  const passed = [
    ...(standing.passed ?? []),
    { channel: at.channel, outcome: outcome.outcome, code: outcome.code, afterMs },
  ];
  const next = at.others.find((id) => !passed.some(({ channel }) => channel === id));
  if (next === undefined) return exhausted({ ...standing, passed }, at);
  return { change: { state: 'due', wakeInMs: 0, set: { passed, code: outcome.code } } };
}

/** Decides when no channel is left that has not refused: wait and begin again, or give up. Pure. */
export function exhausted(
  { attempts, passed = [] }: Standing,
  { policy, roll }: Pick<Circumstances, 'policy' | 'roll'>,
): Decision {
  const last = passed.at(-1);
  const code = last?.code ?? 'no_channel';
  const retries = passed.filter(({ outcome }) => outcome === 'retry');
  if (retries.length > 0) return tryAgain(attempts, passed, retries, { policy, roll });
  if (last !== undefined && passed.every(({ outcome }) => outcome === 'gone')) {
    return { change: { state: 'gone', set: { code, passed } }, gone: code };
  }
  const refused = passed.findLast(({ outcome }) => outcome === 'rejected');
  return { change: { state: 'dead', set: { code: refused?.code ?? code, passed } } };
}

function tryAgain(
  before: number,
  passed: readonly Passed[],
  retries: readonly Passed[],
  { policy, roll }: Pick<Circumstances, 'policy' | 'roll'>,
): Decision {
  const attempts = before + 1;
  const code = retries.at(-1)?.code ?? 'retry';
  if (attempts >= policy.maxAttempts) return { change: { state: 'dead', set: { attempts, code } } };
  const asked = Math.min(...retries.map(({ afterMs }) => afterMs));
  const wakeInMs = Math.max(
    asked,
    pauseAfter(attempts, policy, () => roll),
  );
  const lasting = passed.filter(({ outcome }) => outcome !== 'retry');
  const set = { attempts, code, passed: lasting };
  return {
    change: { state: 'due', wakeInMs, waiting: 'retry', set },
    ...(asked > 0 ? { restMs: asked } : {}),
  };
}

function afterSent({ part, parts }: Standing, count: number): Change {
  const states = stateOfParts(parts, part, count, 'sent');
  if (part + 1 >= count) return { state: 'sent', set: states, unset: ['repeat', 'passed', 'code'] };
  const set = { ...states, part: part + 1, attempts: 0 };
  return { state: 'due', wakeInMs: 0, set, unset: ['repeat', 'passed', 'code'] };
}

/** Repeats under the same uuid where the vendor recognises it; ends as unknown everywhere else. Pure. */
export function afterUnknown(standing: Standing, code: string, at: Circumstances): Change {
  const attempts = standing.attempts + 1;
  const since = standing.repeat?.since ?? at.since;
  const known = at.now.getTime() - since.getTime() <= at.policy.repeatWithinMs;
  if (!at.idempotent || !known || attempts >= at.policy.maxAttempts) {
    return asUnknown(standing, code, at.parts);
  }
  const repeat: Repeat = { uuid: at.uuid, channel: at.channel, with: at.with, since };
  const wakeInMs = pauseAfter(attempts, at.policy, () => at.roll);
  return { state: 'due', wakeInMs, waiting: 'retry', set: { attempts, code, repeat } };
}

/** Ends a delivery that may have arrived. Pure. */
export function asUnknown({ part, parts }: Standing, code: string, count: number): Change {
  return { state: 'unknown', set: { code, ...stateOfParts(parts, part, count, 'unknown') } };
}

/** This time nothing arrived, but the call that is repeated may have: only more of the same can tell. */
function afterRefusedRepeat(
  standing: Standing,
  outcome: Exclude<SendOutcome, { outcome: 'sent' | 'unknown' }>,
  at: Circumstances,
): Decision {
  if (outcome.outcome !== 'retry') return { change: asUnknown(standing, outcome.code, at.parts) };
  const change = afterUnknown(standing, outcome.code, at);
  if (change.wakeInMs === undefined) return { change };
  const wakeInMs = Math.max(change.wakeInMs, outcome.afterMs);
  return { change: { ...change, wakeInMs }, ...(outcome.afterMs > 0 ? { restMs: outcome.afterMs } : {}) };
}

function stateOfParts(
  parts: readonly PartState[] | undefined,
  part: number,
  count: number,
  state: PartState,
): { readonly parts?: readonly PartState[] } {
  if (count < 2) return {};
  const before = parts ?? Array.from({ length: count }, (): PartState => 'due');
  return { parts: before.map((each, index) => (index === part ? state : each)) };
}
