import type { Sealer } from '../privacy/types.ts';
import type { ChildDetails } from './types.ts';

/** A keyed hash that finds a child again without naming it. */
export interface ChildKey {
  /** What it was made of: the ID number, or the name with the school. */
  readonly of: 'id' | 'name';
  readonly kid: string;
  readonly h: string;
}

/** The child's keys, one of each sort per data key; none for a child that is neither numbered nor named at a school. */
export function childKeys(
  sealer: Sealer,
  child: ChildDetails,
  schoolId: string | undefined,
): readonly ChildKey[] {
  const id = tidy(child.idNumber);
  const name = tidy(child.name);
  return [
    ...(id === '' ? [] : sealer.hashes('child-id', id).map((hash) => ({ of: 'id' as const, ...hash }))),
    ...(name === '' || schoolId === undefined
      ? []
      : sealer
          .hashes('child-name', `${schoolId}\n${name}`)
          .map((hash) => ({ of: 'name' as const, ...hash }))),
  ];
}

function tidy(text: string | undefined): string {
  return (text ?? '').normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}
