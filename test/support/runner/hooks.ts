import { register } from 'node:module';

// `@jest/globals` itself refuses to be loaded outside jest's own loader: ours stands in for it.
const globals = new URL('./globals.ts', import.meta.url).href;
const resolve = `export const resolve = (name, context, next) =>
  next(name === '@jest/globals' ? ${JSON.stringify(globals)} : name, context);`;

register(`data:text/javascript,${encodeURIComponent(resolve)}`);
