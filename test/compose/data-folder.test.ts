import { chmod, chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDataFolder } from '../../src/compose/data-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cs-folder-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

describe('openDataFolder', () => {
  it('makes a folder that only its owner can open', async () => {
    await openDataFolder(join(folder, 'a', 'data'), false);
    expect(await modeOf(join(folder, 'a', 'data'))).toBe('700');
  });

  it.each(['755', '750', '701', '777', '2770'])(
    'closes a folder of ours that is open to others: %s',
    async (mode) => {
      await writeFile(join(folder, 'data-key'), 'a key', { mode: 0o600 });
      await chmod(folder, Number.parseInt(mode, 8));
      await openDataFolder(folder, false);
      expect(await modeOf(folder)).toBe('700');
    },
  );

  it.each(['644', '640', '666', '604'])('closes a data key that is open to others: %s', async (mode) => {
    await writeFile(join(folder, 'data-key'), 'a key');
    await chmod(join(folder, 'data-key'), Number.parseInt(mode, 8));
    await openDataFolder(folder, false);
    expect(await modeOf(join(folder, 'data-key'))).toBe('600');
  });

  it('leaves a folder alone that is used for other things, and one that is everybody’s', async () => {
    await writeFile(join(folder, 'thesis.docx'), '');
    await chmod(folder, 0o755);
    await expect(openDataFolder(folder, false)).rejects.toMatchObject({ code: 'data_dir_shared' });
    expect(await modeOf(folder)).toBe('755');
    await rm(join(folder, 'thesis.docx'));
    await chmod(folder, 0o1777);
    await expect(openDataFolder(folder, false)).rejects.toMatchObject({ code: 'data_dir_shared' });
  });

  // Only root may give a file away; anybody else cannot come by a file that is open and not theirs here.
  const mayGive = process.getuid?.() === 0;
  it('refuses what is open to others and belongs to somebody else', async () => {
    await writeFile(join(folder, 'data-key'), 'a key', { mode: 0o644 });
    if (!mayGive) return;
    await chown(join(folder, 'data-key'), 12_345, 12_345);
    await expect(openDataFolder(folder, false)).rejects.toMatchObject({ code: 'data_key_open' });
    await chown(join(folder, 'data-key'), 0, 0);
    await chown(folder, 12_345, 12_345);
    await chmod(folder, 0o755);
    await expect(openDataFolder(folder, false)).rejects.toMatchObject({ code: 'data_dir_open' });
  });

  it('wants the key beside data, unless DATA_KEY brings it', async () => {
    await mkdir(join(folder, 'mongodb'));
    await openDataFolder(folder, false);
    await writeFile(join(folder, 'mongodb', 'collection-1.wt'), '');
    await expect(openDataFolder(folder, false)).rejects.toMatchObject({ code: 'data_key_missing' });
    await openDataFolder(folder, true);
  });
});
