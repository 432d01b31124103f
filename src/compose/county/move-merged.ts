import { BY_PROGRAM } from '../../kit/by.ts';
import type { School } from '../../places/place.ts';
import type { Services } from '../../services.ts';

/** Where the work of merged schools lies, and where they belong now. */
export type MergeParts = Pick<Services, 'dropouts' | 'hazards' | 'duties'> & {
  readonly schools: readonly School[];
  /** Claims and declarations that name a school. */
  moveUnits(from: string, to: { readonly schoolId: string; readonly townshipId: string }): Promise<number>;
};

const BY = { key: 'system:county', role: BY_PROGRAM };

/**
 * Gives what is open of schools that were merged to the school they are part of now: cases, hazards, duties, and whose
 * unit was said in chat. Safe to repeat: what lies there already stays. Resolves to how many were moved.
 */
export async function moveMerged(parts: MergeParts, at: Date): Promise<number> {
  const merged = new Map(
    parts.schools.flatMap((into) => (into.formerIds ?? []).map((id) => [id, into] as const)),
  );
  if (merged.size === 0) return 0;
  let moved = await moveFiles(parts, merged, at);
  moved += await moveDuties(parts.duties, merged, at);
  for (const [from, { id: schoolId, townshipId }] of merged)
    moved += await parts.moveUnits(from, { schoolId, townshipId });
  return moved;
}

type Merged = ReadonlyMap<string, School>;

async function moveFiles({ dropouts, hazards }: MergeParts, merged: Merged, at: Date): Promise<number> {
  let moved = 0;
  for (const files of [dropouts, hazards])
    for (const { no, schoolId } of await files.openAt([...merged.keys()])) {
      const into = merged.get(schoolId);
      if (into === undefined) continue;
      const to = { schoolId: into.id, areaId: into.townshipId };
      await files.move(no, to, BY, at)(`merged:${no}:${schoolId}:${into.id}`);
      moved += 1;
    }
  return moved;
}

/** Who answered before the merger has answered. Otherwise the school it is part of answers, once, for both. */
async function moveDuties(duties: MergeParts['duties'], merged: Merged, at: Date): Promise<number> {
  let moved = 0;
  for (const duty of await duties.openFor([...merged.keys()])) {
    const answered = (await duties.returns(duty.id)).filter(({ state }) => state === 'answered');
    const done = new Set(answered.map(({ unitId }) => unitId));
    const units = duty.expected.map((unit) => (done.has(unit) ? unit : (merged.get(unit)?.id ?? unit)));
    const expected = [...new Set(units)];
    if (expected.join() === duty.expected.join()) continue;
    const key = `merged:${duty.id}:${duty.expected.filter((unit) => !expected.includes(unit)).join()}`;
    await duties.moveUnits(duty.id, expected, BY, at)(key);
    moved += 1;
  }
  return moved;
}
