import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Router from '@koa/router';
import { Eta } from 'eta';
import { type AddressOf, markdownToHtml } from './markdown.ts';

/** The page that lists the others; it has the bare address. */
const INDEX = 'README';
const ADDRESS = '/sandbox/handbook';

/** Adds the bureau's handbook, `/sandbox/handbook` and a page for each file; all read and laid out once. */
export function addHandbook(router: Router, templatesDir: string): void {
  const pages = readPages(templatesDir);
  router.get([ADDRESS, `${ADDRESS}/:page`], (ctx) => {
    const html = pages.get(ctx.params.page ?? INDEX);
    if (html === undefined) return;
    ctx.type = 'html';
    ctx.body = html;
  });
}

function readPages(templatesDir: string): ReadonlyMap<string, string> {
  const folder = join(templatesDir, 'handbook');
  const layout = readFileSync(join(templatesDir, 'pages', 'handbook.html'), 'utf8');
  const eta = new Eta({ autoEscape: true });
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -'.md'.length));
  const addressOf = addressesOf(new Set(names));
  const laidOut = (name: string): string => {
    const text = readFileSync(join(folder, `${name}.md`), 'utf8');
    const title = /^# (.*)$/m.exec(text)?.[1] ?? name;
    return eta.renderString(layout, { title, body: markdownToHtml(text, addressOf) });
  };
  return new Map(names.map((name) => [name, laidOut(name)]));
}

/** Links to other pages of the handbook; whatever lies elsewhere in the project is not served. */
function addressesOf(names: ReadonlySet<string>): AddressOf {
  return (target) => {
    const name = /^([^/#:]+)\.md$/.exec(target)?.[1];
    if (name === undefined || !names.has(name)) return undefined;
    return name === INDEX ? ADDRESS : `${ADDRESS}/${encodeURIComponent(name)}`;
  };
}
