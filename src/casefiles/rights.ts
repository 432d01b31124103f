import type { By } from '../kit/by.ts';
import type { Actor } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import { covers, scopeOf } from '../people/scope.ts';

/** Who may make a move, as data. */
export interface Right {
  /** `anyone` includes visitors. An auditor reads everything and moves nothing, whatever stands here. */
  readonly roles: readonly Role[] | 'anyone';
  /** Whose files: those in sight, those of the own area, or one's own reports. */
  readonly files: 'seen' | 'covered' | 'own';
  /** Somebody else must have made the entries of these kinds: who rectified does not accept. */
  readonly notBy?: readonly string[];
}

/** Somebody who looks at files: who they are, and every account that is theirs. */
export interface Reader {
  readonly actor: Actor;
  readonly accounts: readonly string[];
}

/** What a right looks at. */
export interface FileInSight {
  /** Township id, or `outside`. */
  readonly areaId?: string;
  readonly schoolId?: string;
  readonly reporterKey: string;
  readonly entries: readonly { readonly kind: string; readonly by: By }[];
}

/** How a type of file treats those who reported one and may not see its area. */
export interface Sight {
  /** `bound`: whoever is bound no longer reads nothing of a child, though they reported it. */
  readonly ownFor: 'anyone' | 'bound';
}

/** Why a move is not theirs. `unseen` is answered like a file that does not exist. */
export type Forbidden = 'unseen' | 'role' | 'same-person';

/** Whether the file may be seen: of the reader's area, or reported by them. */
export function maySee(reader: Reader, file: FileInSight, { ownFor }: Sight): boolean {
  const { actor } = reader;
  if (isOwn(reader, file) && (ownFor === 'anyone' || actor.bound)) return true;
  return coversFile(actor, file);
}

/** Why this person may not make the move on this file; undefined when they may. */
export function forbids(
  reader: Reader,
  right: Right,
  file: FileInSight,
  sight: Sight,
): Forbidden | undefined {
  const { actor } = reader;
  if (!maySee(reader, file, sight)) return 'unseen';
  if (right.files === 'covered' && !coversFile(actor, file)) return 'unseen';
  if (right.files === 'own' && !isOwn(reader, file)) return 'role';
  if (actor.role === 'auditor') return 'role';
  const admitted = right.roles === 'anyone' || actor.role === 'admin' || right.roles.includes(actor.role);
  if (!admitted) return 'role';
  const theirs = file.entries.some(({ kind, by }) => right.notBy?.includes(kind) && isBy(reader, by));
  return theirs ? 'same-person' : undefined;
}

/** The condition that a stored file meets exactly when `maySee` holds: what a list of files asks the database for. */
export type SightQuery = Readonly<Record<string, unknown>>;

/** The twin of `maySee` for lists; a property test holds the two equal. */
export function visibleTo({ actor, accounts }: Reader, { ownFor }: Sight): SightQuery {
  const scope = scopeOf(actor);
  if (scope === 'all') return {};
  const own = ownFor === 'anyone' || actor.bound ? [{ reporterKey: { $in: [...accounts] } }] : [];
  const area =
    scope === 'own' || scope === 'none'
      ? []
      : 'townshipId' in scope
        ? [{ areaId: scope.townshipId }]
        : [{ schoolId: scope.schoolId }];
  const either: readonly SightQuery[] = [...area, ...own];
  return either.length === 0 ? { _id: { $in: [] } } : { $or: either };
}

/** Whether an entry is this person's, from whichever of their accounts. */
export function isBy({ actor, accounts }: Reader, by: By): boolean {
  return accounts.includes(by.key) || (by.person !== undefined && by.person === actor.memberId);
}

const isOwn = ({ accounts }: Reader, { reporterKey }: FileInSight): boolean => accounts.includes(reporterKey);

function coversFile(actor: Actor, { areaId = '', schoolId }: FileInSight): boolean {
  return covers(actor, { areaId, schoolId });
}
