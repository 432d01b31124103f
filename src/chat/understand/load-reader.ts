import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Example, readExamples } from './examples.ts';
import { type ActReader, createActReader } from './reader.ts';

/** All examples of a folder (`templates/understanding`), file by file. Throws `bad-template` for a line it cannot read. */
export function loadExamples(folder: string): readonly Example[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) => readExamples(file, readFileSync(join(folder, file), 'utf8')));
}

/** The reader that the examples of a folder teach: one in a process, whoever asks for it. */
export function loadActReader(folder: string): ActReader {
  const known = readers.get(folder) ?? createActReader(loadExamples(folder));
  readers.set(folder, known);
  return known;
}

const readers = new Map<string, ActReader>();
