/**
 * A thread that draws pictures, one after the other: however long one takes, nobody's message waits for it. A picture
 * that cannot be drawn ends the thread. Started and ended by `drawing-thread.ts`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { drawPicture } from './draw.ts';
import type { PictureJob } from './picture-data.ts';

await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));

parentPort?.on('message', ({ data, font }: PictureJob) => {
  const drawing = new Resvg(drawPicture(data), {
    font: { fontBuffers: [readFileSync(font)], defaultFontFamily: 'Noto Sans SC' },
  });
  parentPort?.postMessage(drawing.render().asPng());
  drawing.free();
});
