import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join } from 'node:path';
import { BUILT } from '../built.ts';

/** A place in what was built, as stacks have it. */
const BUILT_PLACE = new RegExp(`(?:file://)?(/[^\\s():]*/${BUILT}/[^\\s():]+\\.js):(\\d+):(\\d+)`, 'g');

/** The stack of a failure with the places in the sources that its places in what was built stand for. */
export function inSources(stack: string): string {
  return stack.replace(BUILT_PLACE, (place, file: string, line: string, column: string) => {
    const map = `${file}.map`;
    if (!existsSync(map)) return place;
    const read = new SourceMap(JSON.parse(readFileSync(map, 'utf8')));
    const entry = read.findEntry(Number(line) - 1, Number(column) - 1);
    if (!('originalSource' in entry)) return place;
    const source = join(dirname(file), entry.originalSource);
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}
