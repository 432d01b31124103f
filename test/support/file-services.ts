import { createCalendar } from '../../src/calendar/calendar.ts';
import type { RelayFile } from '../../src/casefiles/relay-store.ts';
import { createBulkUpdates } from '../../src/mongo/bulk-updates.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import { createGroupCommit } from '../../src/mongo/group-commit.ts';
import { createSerials } from '../../src/mongo/serials.ts';
import { USUAL_DROPOUT_RULES } from '../../src/places/dropout-rules.ts';
import { USUAL_HAZARD_RULES } from '../../src/places/hazard-rules.ts';
import { createSealer } from '../../src/privacy/sealer.ts';

/** What the stores of one instance share; call it twice for two instances on one database. */
export function fileServices(mongo: Mongo) {
  return {
    mongo,
    commit: createGroupCommit(mongo),
    updates: createBulkUpdates(mongo),
    serials: createSerials(mongo),
    sealer: createSealer([Buffer.alloc(32, 7)]),
    tz: 'Asia/Shanghai',
    /** As usual: what no county file says otherwise. */
    caseRules: async () => ({ rules: USUAL_DROPOUT_RULES, calendar: createCalendar() }),
    hazardRules: async () => USUAL_HAZARD_RULES,
    /** What follows from an entry stays pending: a suite that wants more brings a relay of its own. */
    relay: (async () => {}) as RelayFile,
  };
}
