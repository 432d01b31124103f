import { migrations } from '../../src/migrations.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import type { FileServices } from '../../src/mongo/file-collection.ts';
import { createGroupCommit } from '../../src/mongo/group-commit.ts';
import { createSerials } from '../../src/mongo/serials.ts';
import { createSealer } from '../../src/privacy/sealer.ts';

/** What the stores of one instance share; call it twice for two instances on one database. */
export function fileServices(mongo: Mongo) {
  const shared: FileServices = { mongo, commit: createGroupCommit(mongo), serials: createSerials(mongo) };
  return { ...shared, sealer: createSealer([Buffer.alloc(32, 7)]), tz: 'Asia/Shanghai' };
}

/** All indexes and whatever else the migrations make. */
export async function migrate(mongo: Mongo): Promise<void> {
  for (const step of migrations) await step.up(mongo.db);
}
