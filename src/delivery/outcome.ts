import type { SendOutcome } from '../platforms/channel.ts';
import { pauseAfter, type RetryPolicy } from './backoff.ts';
import type { Change } from './change.ts';
import type { DeliveryDocument, PassedChannel, Repeat } from './delivery-document.ts';
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
  /** Whether there are words that could go without picture and file. */
  readonly words: boolean;
  /** Other channels that reach the target, by id. */
  readonly others: readonly string[];
  readonly policy: RetryPolicy;
  /** 0 to 1; the same for all deliveries of one call, so that a repeat finds them together. */
  readonly roll: number;
}

type Refusal = Exclude<SendOutcome, { outcome: 'sent' | 'unknown' }>;

/** Attempts at which only picture or file was in the way, after which the words go alone: no digest is hours late. */
const ATTACHMENT_ATTEMPTS = 3;

/** The state of a delivery that a decision depends on. */
export type DeliveryStanding = Pick<
  DeliveryDocument,
  'attempts' | 'part' | 'parts' | 'passed' | 'repeat' | 'bare' | 'handles'
>;

/** Decides how a delivery goes on after a call. Pure. */
export function afterOutcome(standing: DeliveryStanding, outcome: SendOutcome, at: Circumstances): Decision {
  if (outcome.outcome === 'sent')
    return { change: withHandle(standing, outcome.handle, afterSent(standing, at.parts, outcome.leftOut)) };
  if (outcome.outcome === 'unknown') return { change: afterUnknown(standing, outcome.code, at) };
  if (standing.repeat !== undefined) return afterRefusedRepeat(standing, outcome, at);
  const passed = [...(standing.passed ?? []), passedBy(at.channel, outcome)];
  const next = at.others.find((id) => !passed.some(({ channel }) => channel === id));
  if (next === undefined) return decideExhausted({ ...standing, passed }, at);
  return { change: { state: 'due', wakeInMs: 0, set: { passed, code: outcome.code } } };
}

function passedBy(channel: string, outcome: Refusal): PassedChannel {
  const afterMs = outcome.outcome === 'retry' ? outcome.afterMs : 0;
  const attachment = outcome.outcome !== 'gone' && outcome.attachment === true;
  const { outcome: how, code } = outcome;
  return { channel, outcome: how, code, afterMs, ...(attachment ? { attachment } : {}) };
}

/**
 * Decides when no channel is left that has not refused: wait and begin again, go without picture and file where
 * these are to blame, or give up. Pure.
 */
export function decideExhausted(
  standing: DeliveryStanding,
  { policy, roll, words }: Pick<Circumstances, 'policy' | 'roll' | 'words'>,
): Decision {
  const { attempts, passed = [] } = standing;
  const last = passed.at(-1);
  const code = last?.code ?? 'no_channel';
  const retries = passed.filter(({ outcome }) => outcome === 'retry');
  const blamed =
    words && standing.bare === undefined ? passed.findLast(({ attachment }) => attachment) : undefined;
  const patience = retries.every(({ attachment }) => attachment) ? ATTACHMENT_ATTEMPTS : policy.maxAttempts;
  if (blamed !== undefined && (retries.length === 0 || attempts + 1 >= patience)) {
    return { change: withoutFiles(passed, blamed.code) };
  }
  if (retries.length > 0) return tryAgain(attempts, passed, retries, { policy, roll });
  if (last !== undefined && passed.every(({ outcome }) => outcome === 'gone')) {
    return { change: { state: 'gone', set: { code, passed } }, gone: code };
  }
  const refused = passed.findLast(({ outcome }) => outcome === 'rejected');
  return { change: { state: 'dead', set: { code: refused?.code ?? code, passed } } };
}

/** The words go alone, at once, by whoever refused nothing but what came with them. */
function withoutFiles(passed: readonly PassedChannel[], code: string): Change {
  const lasting = passed.filter(({ attachment, outcome }) => attachment !== true && outcome !== 'retry');
  return { state: 'due', wakeInMs: 0, set: { bare: code, code, passed: lasting } };
}

function tryAgain(
  before: number,
  passed: readonly PassedChannel[],
  retries: readonly PassedChannel[],
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

function afterSent({ part, parts, bare }: DeliveryStanding, count: number, leftOut = bare): Change {
  const states = stateOfParts(parts, part, count, 'sent');
  if (part + 1 >= count) {
    const set = leftOut === undefined ? states : { ...states, code: leftOut };
    return {
      state: 'sent',
      set,
      unset: ['repeat', 'passed', ...(leftOut === undefined ? (['code'] as const) : [])],
    };
  }
  const set = { ...states, part: part + 1, attempts: 0 };
  return { state: 'due', wakeInMs: 0, set, unset: ['repeat', 'passed', 'code'] };
}

/** Each message of a text in parts has its own. */
function withHandle({ handles = [] }: DeliveryStanding, handle: string | undefined, change: Change): Change {
  return handle === undefined ? change : { ...change, set: { ...change.set, handles: [...handles, handle] } };
}

/** Repeats under the same uuid where the vendor recognises it; ends as unknown everywhere else. Pure. */
export function afterUnknown(standing: DeliveryStanding, code: string, at: Circumstances): Change {
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
export function asUnknown({ part, parts }: DeliveryStanding, code: string, count: number): Change {
  return { state: 'unknown', set: { code, ...stateOfParts(parts, part, count, 'unknown') } };
}

/** This time nothing arrived, but the call that is repeated may have: only more of the same can tell. */
function afterRefusedRepeat(standing: DeliveryStanding, outcome: Refusal, at: Circumstances): Decision {
  if (outcome.outcome !== 'gone' && outcome.attachment === true && at.words && standing.bare === undefined) {
    // Whoever knows the uuid again drops the words, had they arrived with what is left out now.
    return { change: { state: 'due', wakeInMs: 0, set: { bare: outcome.code, code: outcome.code } } };
  }
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
