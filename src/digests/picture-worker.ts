/**
 * A thread that draws one picture and ends: what drawing takes is given back with it, and however long it takes,
 * nobody's message waits for it. Started by `picture.ts`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { drawPicture } from './draw.ts';
import type { PictureJob } from './picture-data.ts';

const { data, font } = workerData as PictureJob;

await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
const drawing = new Resvg(drawPicture(data), {
  font: { fontBuffers: [readFileSync(font)], defaultFontFamily: 'Noto Sans SC' },
});
parentPort?.postMessage(drawing.render().asPng());
