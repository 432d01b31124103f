import { describe, expect, it } from '@jest/globals';
import { createFiles } from '../../src/casefiles/find-files.ts';
import type { FileRight, FoundFile } from '../../src/casefiles/found.ts';
import { DROPOUT_FILE } from '../../src/dropouts/dropout-document.ts';
import { HAZARD_FILE } from '../../src/hazards/hazard-document.ts';
import { INCIDENT_FILE } from '../../src/incidents/incident-file.ts';
import { CHECK_FILE } from '../../src/inspections/check-document.ts';
import { formatCaseNumber } from '../../src/kit/case-number.ts';
import type { Actor } from '../../src/people/actor.ts';
import type { Role } from '../../src/people/roles.ts';
import { SUPERVISION_FILE } from '../../src/supervision/supervision-document.ts';

const K26 = formatCaseNumber('K', 26, 417);

const Y26 = formatCaseNumber('Y', 26, 417);
const T26 = formatCaseNumber('T', 26, 417);
const stored: Readonly<Record<string, object>> = Object.fromEntries(
  [K26, Y26, T26].map((no) => [no, { no, areaId: 'tongdu', reporterKey: 'wecom:sang', entries: [] }]),
);
const find = async (no: string) => stored[no] as never;
const files = createFiles({
  dropout: { letter: 'K', type: DROPOUT_FILE, find },
  hazard: { letter: 'Y', type: HAZARD_FILE, find },
  incident: { letter: 'T', type: INCIDENT_FILE, find },
  supervision: { letter: 'B', type: SUPERVISION_FILE, find },
  check: { letter: 'J', type: CHECK_FILE, find },
});
const numbers = (found: readonly FoundFile[]) => found.map(({ no }) => no);

function person(key: string, role: Role, townshipId?: string): { actor: Actor; accounts: readonly string[] } {
  const actor = { key, role, bound: role !== 'visitor', ...(townshipId === undefined ? {} : { townshipId }) };
  return { actor: actor as Actor, accounts: [key] };
}
const officer = person('wecom:sang', 'township', 'tongdu');
const other = person('wecom:pu', 'township', 'liucha');
const bureau = person('wecom:bian', 'bureau');
const auditor = person('wecom:ying', 'auditor');
const stranger = person('wecom:sang', 'visitor');

const KINDS = ['dropout', 'hazard', 'incident'] as const;
const fitting = (
  who: typeof officer,
  right: FileRight,
  words = '417',
  kinds: readonly (typeof KINDS)[number][] = KINDS,
) => files.fitting(words, 26, who, { kinds, right });

describe('files that somebody may have', () => {
  it('are those of the kinds wanted that they see', async () => {
    expect(numbers((await fitting(officer, 'see')).fitting)).toEqual([K26, Y26, T26]);
    expect(numbers((await fitting(officer, 'see', '417', ['hazard'])).fitting)).toEqual([Y26]);
    // A visitor sees what they reported themselves, but nothing of a child.
    expect(numbers((await fitting(stranger, 'see')).fitting)).toEqual([Y26, T26]);
  });

  it('out of sight are answered as if there were none', async () => {
    expect(await fitting(other, 'see')).toEqual({ fitting: [], denied: false });
    expect(await fitting(other, 'on-behalf')).toEqual({ fitting: [], denied: false });
    expect(await fitting(officer, 'see', '419')).toEqual({ fitting: [], denied: false });
  });

  it('in sight, but not for this, are denied', async () => {
    expect(await fitting(auditor, 'supplemented')).toEqual({ fitting: [], denied: true });
    expect(await fitting(bureau, 'withdrawn')).toEqual({
      fitting: [expect.objectContaining({ no: T26 })],
      denied: false,
    });
    expect(await fitting(bureau, 'withdrawn', K26)).toEqual({ fitting: [], denied: true });
  });

  it('of a kind that knows no such move only have to be seen', async () => {
    expect(numbers((await fitting(officer, 'supplemented')).fitting)).toEqual([K26, Y26, T26]);
    expect(numbers((await fitting(officer, 'on-behalf', '417', ['dropout', 'hazard'])).fitting)).toEqual([
      K26,
      Y26,
    ]);
  });
});
