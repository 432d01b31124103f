import type { Trail } from '../audit/types.ts';
import type { Effect } from '../kit/effect.ts';
import { accountOf } from '../people/accounts.ts';
import { type Actor, byOf } from '../people/actor.ts';
import type { Tell } from '../people/tell.ts';
import { type LedgerRef, ledgerRef } from './ref.ts';

/** A message that gets a ledger. */
export interface LedgerAsker {
  readonly actor: Actor;
  readonly now: Date;
  readonly services: { readonly trail: Pick<Trail, 'record'>; readonly tell: Tell };
}

/** A week later it is of no use: the figures have moved on. */
const USEFUL_MS = 7 * 86_400_000;

/** Sends a ledger to the asker's own account. That it left is journaled on the trail before it is on its way. */
export function handOutLedger(
  { actor, now: at, services }: LedgerAsker,
  { ref, fileName, text }: { readonly ref: LedgerRef; readonly fileName: string; readonly text: string },
): Effect<'pushed' | 'waiting'> {
  return async (key) => {
    const detail = {
      ledger: 'duty' in ref ? ref.duty : ref.roster,
      ...(ref.area === undefined ? {} : { area: ref.area }),
    };
    await services.trail.record([{ key: `${key}:ledger`, at, what: 'exported', by: byOf(actor), detail }]);
    return services.tell({
      ...{ key: `${key}:ledger`, kind: 'document', to: accountOf(ref.to), at, text },
      title: '校园哨兵：您要的台账',
      file: { name: fileName, ref: ledgerRef(ref) },
      until: new Date(at.getTime() + USEFUL_MS),
    });
  };
}
