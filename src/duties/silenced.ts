import type { Duty } from './types.ts';

/** Where one asks which reminders are on: a duty's kind is the id of its reminder. */
export interface WhatIsOn {
  all(): Promise<readonly { readonly id: string; readonly on: boolean }[]>;
}

/**
 * Whether a duty is one whose reminder an officer stopped: it stays open and takes answers, and is asked for, listed
 * and counted nowhere until the reminder is switched on again or the duty is cancelled.
 */
export async function silencedBy(reminders: WhatIsOn): Promise<(duty: Pick<Duty, 'kind'>) => boolean> {
  const off = new Set((await reminders.all()).filter(({ on }) => !on).map(({ id }) => id));
  return ({ kind }) => off.has(kind);
}
