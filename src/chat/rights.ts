import type { Actor } from '../people/actor.ts';
import type { Command } from './command.ts';

/** Why a person may not use a command here; `ok` when they may. */
export type Verdict = 'ok' | 'role' | 'private-only' | 'group-only';

/** May anyone of this role use the command at all? */
export function hasRole(command: Pick<Command, 'roles'>, actor: Pick<Actor, 'role'>): boolean {
  if (isAuditorsAlone(command)) return actor.role === 'auditor';
  return command.roles === 'anyone' || actor.role === 'admin' || command.roles.includes(actor.role);
}

/**
 * The one place where the right to a command or verb is decided: role first, so that nobody learns of what is not
 * theirs.
 */
export function decideRight(
  command: Pick<Command, 'roles' | 'where'>,
  actor: Pick<Actor, 'role'>,
  chat: { readonly kind: 'group' | 'single' },
): Verdict {
  if (!hasRole(command, actor)) return 'role';
  if (command.where === 'private' && chat.kind === 'group') return 'private-only';
  if (command.where === 'group' && chat.kind === 'single') return 'group-only';
  return 'ok';
}

/** What is for auditors alone shows administrators too, whom it is about. */
function isAuditorsAlone({ roles }: Pick<Command, 'roles'>): boolean {
  return roles !== 'anyone' && roles.length > 0 && roles.every((role) => role === 'auditor');
}
