import { join } from 'node:path';
import { readRule } from '../../src/calendar/rules/read-rule.ts';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import type { Duty, DutyAudience, DutyDraft, DutyReturn } from '../../src/duties/types.ts';
import { unitsOf } from '../../src/duties/units.ts';
import { loadReminders } from '../../src/reminders/files/load-folder.ts';
import type { TestChat } from '../support/chat.ts';

const reminders = loadReminders(join(TEMPLATES_DIR, 'reminders'), readRule);

/** Opens the duty that a shipped reminder asks one audience for, the day before `now`, due at `due`. */
export async function openShipped(
  { app }: Pick<TestChat, 'app'>,
  reminderId: string,
  audience: DutyAudience,
  {
    now,
    due,
    dueOn,
    ...more
  }: { readonly now: Date } & Pick<DutyDraft, 'due' | 'dueOn'> & Partial<DutyDraft>,
): Promise<Duty> {
  const { services } = app.built;
  const reminder = reminders.find(({ id }) => id === reminderId);
  const part = reminder?.parts.find((one) => one.audience === audience);
  if (reminder === undefined || part?.answer === undefined)
    throw new Error(`no ${reminderId} for ${audience}`);
  return services.duties.open({
    id: `${reminderId}:2026-11:${audience}`,
    kind: reminderId,
    title: reminder.name,
    period: { key: '2026-11', label: '11月' },
    audience,
    expected: unitsOf(audience, part.whom, await services.places.current()),
    posts: part.whom.posts,
    openedAt: new Date(now.getTime() - 86_400_000),
    due,
    dueOn,
    answer: part.answer,
    basis: reminder.basis,
    minutes: reminder.minutes,
    ...more,
  });
}

/** Ends every open duty, so that a test begins with none. */
export async function cancelAll({ app }: Pick<TestChat, 'app'>, now: Date): Promise<void> {
  const { duties } = app.built.services;
  for (const { id, state } of await duties.recent(now, 0))
    if (state === 'open')
      await duties.end(id, 'cancelled', { key: 'test', role: 'bureau' }, now)(`end-${id}-${now.getTime()}`);
}

/** What the school of this name has done about a duty. */
export async function returnOf(
  { app }: Pick<TestChat, 'app'>,
  dutyId: string,
  schoolName: string,
): Promise<DutyReturn | undefined> {
  const { duties, places } = app.built.services;
  const school = (await places.current()).schools.find(({ name }) => name === schoolName);
  return (await duties.returns(dutyId)).find(({ unitId }) => unitId === school?.id);
}
