import { isKnownVariable, variablesIn } from '../variables.ts';
import { audienceOf } from '../words.ts';
import type { MatterProblem } from './front-matter.ts';
import type { FrontMatter, PartMatter } from './schema.ts';
import type { Section } from './split.ts';

/** The texts of one part. */
export interface PartTexts {
  readonly text?: string;
  /** For the second asking. */
  readonly again?: string;
}

/** The texts by the word of their audience, and what is wrong with them. */
export interface ReadTexts {
  readonly texts: ReadonlyMap<string, PartTexts>;
  readonly problems: readonly MatterProblem[];
}

/** Finds the texts of all parts; a part without text and a text without part are mistakes. */
export function readTexts({ parts }: FrontMatter, sections: readonly Section[]): ReadTexts {
  const byWord = new Map(parts.map((part) => [part.for as string, part]));
  const texts = new Map<string, PartTexts>();
  const problems: MatterProblem[] = [];
  for (const section of sections) {
    const [word = '', second] = section.heading.split(' ');
    const found = problemsOf(section, byWord.get(word), texts.get(word));
    problems.push(...found);
    if (found.length > 0) continue;
    const text = section.body.map((line) => line.text).join('\n');
    texts.set(word, { ...texts.get(word), ...(second === undefined ? { text } : { again: text }) });
  }
  const headings = new Set(sections.map(({ heading }) => heading));
  for (const word of byWord.keys())
    if (!headings.has(word))
      problems.push({ line: 1, text: `“## ${word}” is missing: the part has no text` });
  return { texts, problems };
}

function problemsOf(
  section: Section,
  part: PartMatter | undefined,
  before: PartTexts | undefined,
): readonly MatterProblem[] {
  const { heading, line } = section;
  const second = heading.split(' ')[1];
  if (part === undefined || (second !== undefined && second !== '二催'))
    return [{ line, text: `“## ${heading}” belongs to no part of this file` }];
  if ((second === undefined ? before?.text : before?.again) !== undefined)
    return [{ line, text: `“## ${heading}” is there twice` }];
  if (section.body.length === 0) return [{ line, text: `“## ${heading}” is empty` }];
  return second === undefined ? firstProblems(section, part) : againProblems(section, part);
}

function firstProblems(section: Section, part: PartMatter): readonly MatterProblem[] {
  const unknown = unknownVariables(section, part);
  if (part.answer === undefined || section.body.some(({ text }) => /回[:：]/.test(text))) return unknown;
  const text = `“## ${section.heading}” needs the line to copy: 回：${part.answer.example}`;
  return [...unknown, { line: section.line, text }];
}

function againProblems(section: Section, part: PartMatter): readonly MatterProblem[] {
  const unknown = unknownVariables(section, part);
  if (part.answer !== undefined) return unknown;
  const text = `“## ${section.heading}”: who owes no answer is not asked twice`;
  return [...unknown, { line: section.line, text }];
}

function unknownVariables({ body, heading }: Section, part: PartMatter): readonly MatterProblem[] {
  return body.flatMap(({ text, line }) =>
    variablesIn(text)
      .filter(({ word }) => !isKnownVariable(word, audienceOf(part.for) ?? ''))
      .map(({ word }) => ({ line, text: `nobody knows the variable {${word}} in “## ${heading}”` })),
  );
}
