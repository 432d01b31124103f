import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta';
import { SentinelError } from '../errors.ts';
import { neutralise } from '../kit/neutralise.ts';

/** The replies of `templates/replies`, compiled once. */
export interface Texts {
  readonly names: readonly string[];
  /**
   * Fill a text. `<%= %>` neutralises what it prints, `<%~ %>` prints as it is. Blank lines are dropped:
   * a reply is a few lines on a phone. Throws SentinelError `no-such-text` for an unknown name.
   */
  fill(name: string, data?: Readonly<Record<string, unknown>>): string;
}

/**
 * Read and compile every `*.md` of a folder and of the folders in it; a text is named by its path without ending.
 * One with a syntax error stops the start, not a conversation.
 */
export function loadTexts(folder: string): Texts {
  const eta = new Eta({
    autoEscape: true,
    autoTrim: false,
    escapeFunction: (value: unknown) => neutralise(String(value ?? '')),
  });
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -'.md'.length).replaceAll('\\', '/'))
    .sort();
  const compiled = new Map(
    names.map((name) => [name, eta.compile(readFileSync(join(folder, `${name}.md`), 'utf8'))]),
  );
  return {
    names,
    fill: (name, data = {}) => {
      const template = compiled.get(name);
      if (!template) throw new SentinelError('no-such-text', `No text named ${name}`);
      return tidy(eta.render(template, data));
    },
  };
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '')
    .join('\n');
}
