import { spawn } from 'node:child_process';

/** How a spawned program ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Somebody who owns nothing: the tests may run as root, whom no mode of a file keeps from writing. */
const NOBODY = 65_534;

/** Runs node in `cwd` to its end; as somebody else where that is asked for and we may. */
export function ranAs(
  cwd: string,
  args: readonly string[],
  { asNobody = false, env = {} }: { asNobody?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  const isRoot = process.getuid?.() === 0;
  const { NODE_OPTIONS: _options, ...ours } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...ours, ...env },
      timeout: 90_000,
      killSignal: 'SIGKILL',
      ...(asNobody && isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}
