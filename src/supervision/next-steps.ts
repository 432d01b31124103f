import type { Actor } from '../people/actor.ts';
import { isOfUnit } from './signers.ts';
import type { Supervision } from './types.ts';

/** The lines that this person could send about a 督办 now; the file it is about at last. */
export function nextSteps(
  file: Supervision,
  actor: Pick<Actor, 'role' | 'schoolId' | 'townshipId' | 'memberId'>,
): readonly string[] {
  const { no, state, about, by } = file;
  const unit = isOfUnit(actor, file) || (actor.role === 'teacher' && actor.schoolId === file.schoolId);
  const issued = by.person !== undefined && by.person === actor.memberId;
  const drafted = file.entries.at(-1)?.kind === 'answer-drafted';
  const judges = issued || actor.role === 'bureau';
  return [
    ...(state === 'issued' && unit && !issued && drafted ? [`督办 ${no} 签字`] : []),
    ...(state === 'issued' && unit && !issued ? [`督办 ${no} 回执 已更换阀门，已完成`] : []),
    ...(state === 'answered' && judges ? [`督办 ${no} 办结`, `督办 ${no} 退回 请补照片`] : []),
    `个案 ${about}`,
  ];
}
