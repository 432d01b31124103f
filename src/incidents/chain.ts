import type { CountyDutyContact } from '../places/county.ts';
import { type EmergencyKind, isConfidential } from '../places/emergency-kinds.ts';

/** Persons, by id, who are told one step after the other; those of one step together. */
export type Chain = readonly (readonly string[])[];

/**
 * Who is told of an emergency of this kind: step by step the next person named for it and the next of the bureau's on
 * duty, nobody twice. Of what is confidential it is the one person named for it, and nobody where `excluded` says that
 * they or their unit are meant. Pure.
 */
export function chainFor(
  kind: EmergencyKind,
  contacts: readonly CountyDutyContact[],
  excluded: (person: string) => boolean = () => false,
): Chain {
  const named = (of: CountyDutyContact['kind']) => contacts.find((one) => one.kind === of)?.persons;
  if (isConfidential(kind)) {
    const [person] = named(kind) ?? [];
    return person === undefined || excluded(person) ? [] : [[person]];
  }
  const lists = [named(kind) ?? named('other') ?? [], named('duty') ?? []];
  const seen = new Set<string>();
  const steps = Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_, n) =>
    lists.flatMap((list) => {
      const person = list[n];
      if (person === undefined || seen.has(person)) return [];
      seen.add(person);
      return [person];
    }),
  );
  return steps.filter(({ length }) => length > 0);
}

/**
 * Whom to phone where nobody can be told: the number given for this kind, else for those on duty, else the bureau's.
 * Pure.
 */
export function phoneFor(
  kind: EmergencyKind,
  contacts: readonly CountyDutyContact[],
  dutyPhone: string | undefined,
): string | undefined {
  const of = (asked: CountyDutyContact['kind']) => contacts.find((one) => one.kind === asked)?.phone;
  // What is for one person alone is nothing for those on duty.
  return of(kind) ?? (isConfidential(kind) ? undefined : (of('duty') ?? dutyPhone));
}
