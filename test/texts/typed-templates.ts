import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Eta } from 'eta';
import { fromRoot } from '../support/from-root.ts';

const ROOT = fromRoot('');

/** As strict as the house, but for the first of a list, which templates ask for after they saw that there is one. */
const CONFIG = {
  extends: join(ROOT, 'tsconfig.json'),
  compilerOptions: {
    noUncheckedIndexedAccess: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    rewriteRelativeImportExtensions: false,
    allowImportingTsExtensions: true,
    rootDir: '/',
    typeRoots: [join(ROOT, 'node_modules/@types')],
  },
  include: ['**/*.mts'],
};

/** What the compiler says to these sources: `<name>:<line> <sentence>`. They import `/src/…` of the house. */
export function compile(sources: ReadonlyMap<string, string>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'texts-'));
  try {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(CONFIG));
    for (const [name, source] of sources) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, `${name}.mts`), source.replaceAll("'/src/", `'${ROOT}/src/`));
    }
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const { stdout } = spawnSync(tsc, ['-p', '.', '--pretty', 'false'], { cwd: folder, encoding: 'utf8' });
    return stdout
      .split('\n')
      .filter((line) => / error /.test(` ${line}`))
      .map((line) => line.replace(/^(\S+)\.mts\((\d+),\d+\): error /, '$1:$2 '));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the sources begin with. */
export const HEAD = `import type { DigestTexts } from '/src/texts/digest-texts.ts';
import type { ReplyTexts, SharedData } from '/src/texts/reply-texts.ts';
`;

/**
 * A template as TypeScript. It does with `it` what the template does, and prints strings and numbers only, never
 * `undefined`; a field of the data that the template never names is an error too.
 */
export function sourceOf(path: string, data: string, shared: boolean): string {
  const template = readFileSync(path, 'utf8');
  const used = new Set([...template.matchAll(/\bit\.(\w+)/g)].map(([, field]) => `'${field}'`));
  const code = new Eta({ autoTrim: false }).parse(template).map((part) => {
    if (typeof part === 'string') return '';
    return part.t === 'e' ? part.val : `print(${part.val});`;
  });
  return `${HEAD}type Fields<D> = D extends unknown ? keyof D : never;
type Data = ${data};
declare const print: (shown: string | number) => void;
declare const unused: Exclude<Fields<Data>, ${[...used, 'never'].join(' | ')}>;
const none: never = unused;
function text(it: Data${shared ? ' & SharedData' : ''}): void {
${code.join('\n')}
}`;
}
