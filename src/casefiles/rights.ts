import type { By } from '../kit/by.ts';
import type { Actor } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import { covers, scopeOf } from '../people/scope.ts';
import { newestStanding } from './undo.ts';

/** Who may make a move, as data. */
export interface Right {
  /** `anyone` includes visitors. An auditor reads everything and moves nothing, whatever stands here. */
  readonly roles: readonly Role[] | 'anyone';
  /** Whose files: those in sight, those of the own area, or one's own reports. */
  readonly files: 'seen' | 'covered' | 'own';
  /** Somebody else must have made the entries of these kinds: who rectified does not accept. */
  readonly notBy?: readonly string[];
  /** Somebody else must have made the newest entry of these kinds that stands: who decided does not correct. */
  readonly notUndoing?: readonly string[];
  /** The persons whose file it is may, whatever their role. */
  readonly owners?: true;
}

/** Somebody who looks at files: who they are, and every account that is theirs. */
export interface Reader {
  readonly actor: Actor;
  readonly accounts: readonly string[];
}

/** An entry, as far as a right looks at it. */
export interface EntryInSight {
  readonly kind: string;
  readonly by: By;
  readonly id?: string;
  readonly undoes?: string;
}

/** What a right looks at. */
export interface FileInSight {
  /** Township id, or `outside`. */
  readonly areaId?: string;
  readonly schoolId?: string;
  readonly reporterKey: string;
  readonly entries: readonly EntryInSight[];
  /** Persons whose file it is, where its type names any. */
  readonly owners?: readonly string[];
  /** For its owners alone: others do not find it, and who reported it moves nothing. */
  readonly closed?: boolean;
}

/** How a type of file treats those who reported one and may not see its area. */
export interface Sight {
  /** `bound`: whoever is bound no longer reads nothing of a child, though they reported it. */
  readonly ownFor: 'anyone' | 'bound';
  /** Files name `owners`, who see them wherever they lie, and may be `closed` to everybody else. */
  readonly owned?: true;
}

/** Why a move is not theirs. `unseen` is answered like a file that does not exist. */
export type Forbidden = 'unseen' | 'role' | 'same-person';

/** Whether the file may be seen: of the reader's area, reported by them, or theirs by name. */
export function maySee(reader: Reader, file: FileInSight, sight: Sight): boolean {
  const { actor } = reader;
  if (isOwn(reader, file) && (sight.ownFor === 'anyone' || actor.bound)) return true;
  if (isOwner(actor, file, sight)) return true;
  return !isClosed(file, sight) && coversFile(actor, file);
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
  const owner = isOwner(actor, file, sight);
  if (owner && right.owners === true) return undefined;
  if (isClosed(file, sight) && !owner) return 'role';
  if (right.files === 'covered' && !coversFile(actor, file)) return 'unseen';
  if (right.files === 'own' && !isOwn(reader, file)) return 'role';
  if (actor.role === 'auditor') return 'role';
  const admitted = right.roles === 'anyone' || actor.role === 'admin' || right.roles.includes(actor.role);
  if (!admitted) return 'role';
  return isSamePerson(right, file.entries, (by) => isBy(reader, by)) ? 'same-person' : undefined;
}

/** Whether the move needs somebody else than whoever `isTheirs` is true of. */
export function isSamePerson(
  { notBy = [], notUndoing = [] }: Right,
  entries: readonly EntryInSight[],
  isTheirs: (by: By) => boolean,
): boolean {
  if (entries.some(({ kind, by }) => notBy.includes(kind) && isTheirs(by))) return true;
  const undone = newestStanding(entries, notUndoing);
  return undone !== undefined && isTheirs(undone.by);
}

/** The condition that a stored file meets exactly when `maySee` holds: what a list of files asks the database for. */
export type SightQuery = Readonly<Record<string, unknown>>;

/** The twin of `maySee` for lists; a property test holds the two equal. */
export function visibleTo({ actor, accounts }: Reader, { ownFor, owned }: Sight): SightQuery {
  const scope = scopeOf(actor);
  if (scope === 'all' && owned !== true) return {};
  const open = owned === true ? { closed: { $ne: true } } : {};
  const named = owned === true && actor.memberId !== undefined ? [{ owners: actor.memberId }] : [];
  const own = ownFor === 'anyone' || actor.bound ? [{ reporterKey: { $in: [...accounts] } }] : [];
  const area =
    scope === 'own' || scope === 'none'
      ? []
      : scope === 'all'
        ? [open]
        : 'townshipId' in scope
          ? [{ areaId: scope.townshipId, ...open }]
          : [{ schoolId: scope.schoolId, ...open }];
  const either: readonly SightQuery[] = [...area, ...own, ...named];
  return either.length === 0 ? { _id: { $in: [] } } : { $or: either };
}

/** Whether an entry is this person's, from whichever of their accounts. */
export function isBy({ actor, accounts }: Reader, by: By): boolean {
  return accounts.includes(by.key) || (by.person !== undefined && by.person === actor.memberId);
}

const isOwn = ({ accounts }: Reader, { reporterKey }: FileInSight): boolean => accounts.includes(reporterKey);

function isOwner({ memberId }: Actor, { owners }: FileInSight, { owned }: Sight): boolean {
  return owned === true && memberId !== undefined && owners?.includes(memberId) === true;
}

const isClosed = ({ closed }: FileInSight, { owned }: Sight): boolean => owned === true && closed === true;

function coversFile(actor: Actor, { areaId = '', schoolId }: FileInSight): boolean {
  return covers(actor, { areaId, schoolId });
}
