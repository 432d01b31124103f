import { nameOf } from './alarm-words.ts';
import type { Incident } from './types.ts';

/** Who took it (知悉), as people are called; undefined while nobody has. */
export function whoAnswered({ entries }: Pick<Incident, 'entries'>): string | undefined {
  const answered = entries.find(({ kind }) => kind === 'acknowledged');
  return answered === undefined ? undefined : nameOf(answered.by);
}
