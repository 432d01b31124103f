import { describe, expect, it } from '@jest/globals';
import { engineLauncher, type Machine } from '../../../src/mongo/embedded/launcher.ts';

const launch = (machine: Machine) => engineLauncher('unused', () => undefined, machine);

describe('engineLauncher', () => {
  it.each<[string, Machine]>([
    ['glibc 2.38', { platform: 'linux', arch: 'x64', glibc: '2.38' }],
    ['a newer glibc on arm64', { platform: 'linux', arch: 'arm64', glibc: '2.41' }],
    ['the next glibc', { platform: 'linux', arch: 'x64', glibc: '3.0' }],
    ['macOS on arm64', { platform: 'darwin', arch: 'arm64', glibc: undefined }],
  ])('is node itself with %s', async (_, machine) => {
    expect(await launch(machine)).toEqual([process.execPath]);
  });

  it.each<[string, Machine]>([
    ['Windows', { platform: 'win32', arch: 'x64', glibc: undefined }],
    ['macOS on x64', { platform: 'darwin', arch: 'x64', glibc: undefined }],
    ['Linux without glibc', { platform: 'linux', arch: 'x64', glibc: undefined }],
    ['Linux on another processor', { platform: 'linux', arch: 's390x', glibc: '2.41' }],
  ])('is refused on %s, with what does run there', async (_, machine) => {
    await expect(launch(machine)).rejects.toMatchObject({
      code: 'mongo_engine_unavailable',
      message: expect.stringMatching(
        /不能在这个系统.*\n.*Docker 或 WSL.*\n.*does not run on.*\n.*set MONGODB_URI to use a MongoDB server\.$/,
      ),
    });
  });
});
