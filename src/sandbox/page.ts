import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Router from '@koa/router';
import { Eta } from 'eta';

const ASSET_NAME = /^sandbox[a-z-]*\.(css|js)$/;

/** Adds the page `/sandbox`, to which `/` leads, and its own style and scripts; all read once, nothing comes from elsewhere. */
export function addPage(router: Router, templatesDir: string, data: { county: string; bot: string }): void {
  const source = readFileSync(join(templatesDir, 'pages', 'sandbox.html'), 'utf8');
  const html = new Eta({ autoEscape: true }).renderString(source, data);
  const assets = readAssets(join(templatesDir, 'assets'));
  router.get('/', (ctx) => ctx.redirect('/sandbox'));
  router.get('/sandbox', (ctx) => {
    ctx.type = 'html';
    ctx.body = html;
  });
  router.get('/sandbox/assets/:name', (ctx) => {
    const name = ctx.params.name ?? '';
    const asset = assets.get(name);
    if (asset === undefined) return;
    ctx.type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
    ctx.body = asset;
  });
}

function readAssets(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => ASSET_NAME.test(name));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
