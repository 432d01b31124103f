import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a program whose starter is killed', () => {
  it('ends by itself, a shell between them or not', async () => {
    // The second command keeps the shell as the parent.
    const shell = spawn('sh', ['-c', 'node --import tsx test/support/orphan.ts; true'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(shell.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString().trim());
    await sleep(1_500);
    expect(isAlive(pid)).toBe(true);
    shell.kill('SIGKILL');
    for (let n = 0; n < 50 && isAlive(pid); n += 1) await sleep(200);
    expect(isAlive(pid)).toBe(false);
  });
});
