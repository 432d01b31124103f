import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `src/` when run from source, `dist/src/` when built. */
const here = dirname(dirname(fileURLToPath(import.meta.url)));

/** The commands that belong to this code: `commands/` beside `src/`, or its built twin. */
export const COMMANDS_DIR = join(dirname(here), 'commands');

/** Where `package.json` is. */
export const PACKAGE_ROOT = packageRoot(here);

/** Where the build leaves what was learned from the examples of `templates/understanding`. */
export const LEARNED_DIR = dirname(here);

/** `templates/` of the package: texts are not built, so both ways of running read the same files. */
export const TEMPLATES_DIR = join(PACKAGE_ROOT, 'templates');

function packageRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageRoot(dirname(folder));
}
