import { rm } from 'node:fs/promises';
import './global-setup.ts';

/** Ends the engine of this run and removes its folder. */
// biome-ignore lint/style/noDefaultExport: jest asks for one
export default async function stop(): Promise<void> {
  const started = globalThis.testEngine;
  await started?.engine.close();
  if (started !== undefined) await rm(started.dataDir, { recursive: true, force: true });
}
