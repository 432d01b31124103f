import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta';
import { SentinelError } from '../errors.ts';
import { neutralise } from '../kit/neutralise.ts';
import type { Fill } from './fill.ts';
import type { ReplyTexts } from './reply-texts.ts';

/** The texts of a folder of `templates`, compiled once; `M` says what each of them is filled with. */
export interface Texts<M> {
  readonly names: readonly string[];
  /**
   * Fill a text. `<%= %>` neutralises what it prints, `<%~ %>` prints as it is. Blank lines are dropped:
   * a reply is a few lines on a phone. Throws SentinelError `no-such-text` for an unknown name.
   */
  readonly fill: Fill<M>;
  /** The same, where every text knows this beside its own data. */
  knowing(shared: object): Fill<M>;
}

/** `templates/replies`: what people read in answer to what they say, and what they are told. */
export const loadReplies = (templates: string): Texts<ReplyTexts> => loadTexts(join(templates, 'replies'));

/**
 * Read and compile every `*.md` of a folder and of the folders in it; a text is named by its path without ending.
 * One with a syntax error stops the start, not a conversation.
 */
export function loadTexts<M>(folder: string): Texts<M> {
  const eta = new Eta({
    autoEscape: true,
    autoTrim: false,
    escapeFunction: (value: unknown) => neutralise(String(value ?? '')),
  });
  const names = namesIn(folder);
  const compiled = new Map<unknown, ReturnType<Eta['compile']>>(
    names.map((name) => [name, eta.compile(readFileSync(join(folder, `${name}.md`), 'utf8'))]),
  );
  const knowing = (shared: object): Fill<M> => {
    return (name, ...[data]) => {
      const template = compiled.get(name);
      if (!template) throw new SentinelError('no-such-text', `No text named ${String(name)}`);
      return tidy(eta.render(template, Object.assign({}, shared, data)));
    };
  };
  return { names, fill: knowing({}), knowing };
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -'.md'.length).replaceAll('\\', '/'))
    .sort();
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '')
    .join('\n');
}
