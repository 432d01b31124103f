import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta';
import type { WholeFile } from '../dropouts/whole-file.ts';

/** What every page knows. */
interface Framed {
  readonly title: string;
  /** Who is signed in. */
  readonly who?: string;
  /** Seconds after which the page goes away by itself. */
  readonly leaveAfter?: number;
}

/** The pages of `templates/pages/console-*.html`, and what each is filled with. */
interface PageData {
  /** `next`: the path of ours to go on to; empty for the first page. */
  readonly 'sign-in': { readonly token: string; readonly next: string; readonly problem?: string };
  readonly home: {
    readonly token: string;
    readonly sessions: readonly {
      readonly id: string;
      readonly device: string;
      readonly at: string;
      readonly seen: string;
      readonly own: boolean;
    }[];
  };
  readonly offered: {
    readonly token: string;
    readonly no: string;
    readonly reason: string;
    readonly action: string;
  };
  readonly 'whole-file': {
    readonly file: WholeFile;
    /** Stands across the page. */
    readonly mark: { readonly who: string; readonly when: string };
  };
  readonly notice: { readonly words: string };
}

/** The name of a page. */
export type PageName = keyof PageData;

/** Pages, read once, and their style. */
export interface Pages {
  fill<N extends PageName>(name: N, data: PageData[N] & Framed): string;
  readonly css: string;
}

const NAMES: readonly (PageName | 'layout')[] = [
  ...(['layout', 'sign-in', 'home', 'offered', 'whole-file', 'notice'] as const),
];

/** Reads the pages at once, so that a missing or broken one stops the start. `base` stands before each of our paths. */
export function loadPages(templatesDir: string, base: string): Pages {
  const eta = new Eta({ autoEscape: true });
  for (const name of NAMES) {
    const source = readFileSync(join(templatesDir, 'pages', `console-${name}.html`), 'utf8');
    eta.loadTemplate(`@console-${name}`, source);
  }
  return {
    fill: (name, data) => eta.render(`@console-${name}`, { ...data, base }),
    css: readFileSync(join(templatesDir, 'assets', 'console.css'), 'utf8'),
  };
}
