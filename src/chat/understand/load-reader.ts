import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACT_NAMES } from './acts.ts';
import { type Example, readExamples } from './examples.ts';
import { readLearned } from './learned.ts';
import { type ActReader, learnActs, readerBy } from './reader.ts';

/** All examples of a folder (`templates/understanding`), file by file. Throws `bad-template` for a line it cannot read. */
export function loadExamples(folder: string): readonly Example[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) => readExamples(file, readFileSync(join(folder, file), 'utf8')));
}

/**
 * The reader that the examples of a folder teach: one in a process, whoever asks for it. What was learned from them at
 * build time is taken from the folder `learned`; where examples were changed since, they are learned from when it is
 * first asked. Throws `bad-template` as loadExamples does.
 */
export function loadActReader(folder: string, learned: string): ActReader {
  const known = readers.get(folder) ?? newReader(folder, learned);
  readers.set(folder, known);
  return known;
}

function newReader(folder: string, learned: string): ActReader {
  const examples = loadExamples(folder);
  return readerBy(() => readLearned(learned, folder, ACT_NAMES.length) ?? learnActs(examples));
}

const readers = new Map<string, ActReader>();
