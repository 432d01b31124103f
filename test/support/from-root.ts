import { join } from 'node:path';

/** The tests are started there; by their own addresses they may be what was built of them. */
const ROOT = process.cwd();

/** A file of the project, by its path from the root. */
export const fromRoot = (path: string): string => join(ROOT, path);
