import { checkCounty } from './county-checks.ts';
import { type CountyProblem, sortProblems } from './county-problem.ts';
import { readSections, SECTION_NAMES } from './county-sections.ts';
import { readYaml } from './county-yaml.ts';
import type { CountyFile, CountyFileOptions } from './file-shape.ts';

/** A whole county file, or everything that is wrong with it. Never a part of it. */
export type ParsedCounty =
  | {
      readonly ok: true;
      readonly file: CountyFile;
      /** What is legal and deserves a second look. */
      readonly warnings: readonly CountyProblem[];
    }
  | { readonly ok: false; readonly problems: readonly CountyProblem[] };

/** Reads the text of a county file. Lists every problem with its line and what to do; nothing is half read. */
export function parseCounty(text: string, options: CountyFileOptions): ParsedCounty {
  const yaml = readYaml(text, SECTION_NAMES);
  if (yaml.root === undefined) return { ok: false, problems: sortProblems(yaml.problems) };
  const sections = readSections(yaml, options);
  const { file, problems, warnings } = checkCounty(sections);
  const all = sortProblems([...yaml.problems, ...sections.problems, ...problems]);
  return all.length > 0 ? { ok: false, problems: all } : { ok: true, file, warnings: sortProblems(warnings) };
}
