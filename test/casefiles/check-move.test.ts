import { describe, expect, it } from '@jest/globals';
import type { Decline } from '../../src/casefiles/appended.ts';
import { checkMove, legalMoves } from '../../src/casefiles/check-move.ts';
import type { LocalDate } from '../../src/kit/local-date.ts';
import { DOOR_MOVES, type Door, type DoorMove, door, entry, mason, smith } from './doors.ts';

const TODAY = '2026-11-24';
const mine = entry('a', 'built', 'open');
const theirs = entry('b', 'painted', 'open', { by: mason });
const job = entry('c', 'painted', 'open', { by: { key: 'job:paint', role: 'job' }, from: 'job' });
const alone: readonly string[] = [smith.key];
const both: readonly string[] = [smith.key, mason.key];

describe('a move with conditions', () => {
  it.each<[string, Door | undefined, readonly string[], LocalDate, Decline | undefined]>([
    ['is legal on the same day while nobody else acted', door([mine]), alone, TODAY, undefined],
    ['is declined on the next day', door([mine]), alone, '2026-11-25', 'same-day'],
    ['is declined on the day before', door([mine]), alone, '2026-11-23', 'same-day'],
    ['does not mind what the mover added', door([mine, mine]), alone, TODAY, undefined],
    ['is declined once somebody else acted', door([mine, theirs]), alone, TODAY, 'untouched'],
    ['knows the mover by all of their accounts', door([mine, theirs]), both, TODAY, undefined],
    ['is declined for whoever did not begin it', door([mine]), [mason.key], TODAY, 'untouched'],
    ['is declined once a job acted', door([mine, job]), alone, TODAY, 'untouched'],
    ['is declined for whoever has no account', door([mine]), [], TODAY, 'untouched'],
    ['is declined by the state first', door([mine], { state: 'shut' }), [mason.key], '2026-11-25', 'state'],
    ['is declined by the first condition that fails', door([theirs]), alone, '2026-11-25', 'same-day'],
    ['is declined without a file', undefined, alone, TODAY, 'state'],
    ['is declined of a file without entries', door([]), alone, TODAY, 'same-day'],
  ])('%s', (_, file, accounts, day, why) => {
    const checked = checkMove(DOOR_MOVES, { kind: 'torn-down', accounts, day }, file);
    expect(checked).toEqual(why === undefined ? { to: 'walled' } : { why });
  });

  it('that begins a file has nobody to mind', () => {
    const needs = { built: { ...DOOR_MOVES.built, needs: ['untouched'] as const } };
    expect(checkMove(needs, { kind: 'built', accounts: alone, day: TODAY }, undefined)).toEqual({
      why: 'untouched',
    });
  });
});

describe('what a mover could do', () => {
  it.each<[string, Door | undefined, readonly string[], LocalDate, readonly DoorMove[]]>([
    ['counts conditions that hold', door([mine]), alone, TODAY, ['shut', 'painted', 'torn-down']],
    ['leaves out what came too late', door([mine]), alone, '2026-11-25', ['shut', 'painted']],
    ['leaves out what somebody else barred', door([mine, theirs]), alone, TODAY, ['shut', 'painted']],
    ['begins a file where there is none', undefined, alone, TODAY, ['built', 'walled']],
  ])('%s', (_, file, accounts, day, kinds) => {
    expect(legalMoves(DOOR_MOVES, { accounts, day }, file)).toEqual(kinds);
  });
});
