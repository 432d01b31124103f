/**
 * A program of ours, as small as it gets: opens the engine of the folder it is given, says so, and lives until
 * its standard input ends. Tests start several of them and end them in unkind ways.
 */
import { pino } from 'pino';
import { openEmbedded } from '../../../src/mongo/embedded/open.ts';

const engine = await openEmbedded({
  dataDir: process.argv[2] ?? '',
  onProgress: () => undefined,
  log: pino({ level: 'silent' }),
});
process.stdout.write(`${JSON.stringify({ uri: engine.uri, owner: engine.owner })}\n`);
process.stdin.resume().on('end', () => void engine.close());
