import { defined } from '../kit/defined.ts';
import type { DeliveryDocument } from './delivery-document.ts';
import type { DeliveryState, Waiting } from './types.ts';

type Field =
  | 'attempts'
  | 'bare'
  | 'code'
  | 'part'
  | 'parts'
  | 'passed'
  | 'repeat'
  | 'envelope'
  | 'handles'
  | 'members'
  | 'joining'
  | 'into';

/** How a delivery goes on: what it becomes, and when it wakes again. */
export interface Change {
  readonly state: DeliveryState;
  /** Milliseconds from the server's now; absent: never, it has ended. */
  readonly wakeInMs?: number;
  readonly waiting?: Waiting;
  readonly set?: { readonly [F in Field]?: NonNullable<DeliveryDocument[F]> };
  readonly unset?: readonly (Field | 'endedAt')[];
}

/** The stages of an update that makes `change`, on the server's clock. `more` are values to store beside it. */
export function stagesOf(change: Change, more: Readonly<Record<string, unknown>> = {}): object[] {
  const { state, wakeInMs, waiting, set = {}, unset = [] } = change;
  const ended = wakeInMs === undefined;
  const literals = Object.entries({ ...set, ...more, state, ...defined({ waiting }) });
  const gone = [...unset, ...(waiting ? [] : ['waiting']), ...(ended ? ['wakeAt', 'claim'] : ['claim'])];
  return [
    {
      $set: {
        ...Object.fromEntries(literals.map(([field, value]) => [field, { $literal: value }])),
        ...(ended ? { endedAt: '$$NOW' } : { wakeAt: serverTimeIn(wakeInMs) }),
      },
    },
    { $unset: gone },
  ];
}

/** `ms` from the server's now. */
export function serverTimeIn(ms: number): object {
  return { $add: ['$$NOW', Math.round(ms)] };
}
