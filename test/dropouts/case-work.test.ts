import { describe, expect, it } from '@jest/globals';
import type { ListedCase } from '../../src/dropouts/case-list.ts';
import { caseWork } from '../../src/dropouts/case-work.ts';
import type { Role } from '../../src/people/roles.ts';
import { USUAL_DROPOUT_RULES } from '../../src/places/dropout-rules.ts';

const today = '2026-11-24';
const file = (more: Partial<ListedCase>): ListedCase => ({
  ...{ no: 'K26-0001-M', serial: 1, state: 'suspected', bucket: 'suspected', areaId: 't-1', schoolId: 's-1' },
  ...{ lost: false, relapse: false, since: '2026-11-01', reportedOn: '2026-11-01' },
  reporterKey: 'wecom:other',
  ...more,
});
const work = (role: Role, more: Partial<ListedCase>, rules = USUAL_DROPOUT_RULES) => {
  const area = role === 'school' || role === 'teacher' ? { schoolId: 's-1' } : { townshipId: 't-1' };
  const actor = { key: 'wecom:one', bound: true, role, ...area };
  return caseWork([file(more)], { actor, accounts: ['wecom:one'], today, rules }).map(
    ({ when, line }) => `${when} ${line}`,
  );
};
const VISIT = '劝返 K26-0001-M 家访 见到监护人 答应返校';
const registered = { state: 'recognised', bucket: 'registered' } as const;
const returned = { state: 'returned', bucket: 'returned' } as const;

describe('what waits for somebody of a case', () => {
  it.each([
    ['school', {}, ['waiting 认定 K26-0001-M 上报']],
    ['township', {}, []],
    ['township', { recognition: 'proposed' }, ['waiting 认定 K26-0001-M 已核']],
    ['bureau', { recognition: 'proposed' }, []],
    ['bureau', { recognition: 'checked' }, ['waiting 认定 K26-0001-M 同意']],
    ['township', { state: 'lead', bucket: 'lead' }, ['waiting 认定 K26-0001-M 属实']],
    ['township', { recognition: 'proposed', reporterKey: 'wecom:one' }, []],
    ['school', { ...registered, nextDue: '2026-11-23' }, [`overdue ${VISIT}`]],
    ['village', { ...registered, nextDue: today }, [`today ${VISIT}`]],
    ['township', { ...registered, nextDue: '2026-12-01' }, [`week ${VISIT}`]],
    ['township', { ...registered, nextDue: '2026-12-02' }, []],
    ['teacher', { ...returned, nextDue: today }, ['today 巩固 K26-0001-M 在校']],
    ['township', { ...registered, lost: true }, [`overdue ${VISIT}`]],
    ['bureau', { ...registered, lost: true }, ['overdue 个案 K26-0001-M']],
    ['bureau', { ...registered, nextDue: today }, []],
    ['bureau', { ...registered, nextDue: '2026-11-20' }, ['overdue 个案 K26-0001-M']],
    ['auditor', { ...registered, lost: true }, []],
    ['township', { ...registered, lost: true, areaId: 't-2' }, []],
  ] as const)('%s %o', (role, more, lines) => {
    expect(work(role, more)).toEqual(lines);
  });

  it('goes by the steps that the county sets', async () => {
    const rules = { ...USUAL_DROPOUT_RULES, recognition: ['proposed', 'recognised'] as const };
    expect(work('bureau', { recognition: 'proposed' }, rules)).toEqual(['waiting 认定 K26-0001-M 同意']);
  });
});
