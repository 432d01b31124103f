import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { whereDataStay } from '../../src/compose/farewell.ts';

describe('whoever stops the program', () => {
  it('hears in which folder the data are kept, and how to start over', () => {
    const said = whereDataStay({ dataDir: './data' });
    expect(said).toContain(resolve('data'));
    expect(said).toMatch(/下次启动接着用；要从头来，删去这个目录/);
  });

  it('hears of the server where there is one, and never its address', () => {
    const said = whereDataStay({ dataDir: './data', mongodbUri: 'mongodb://user:secret@host/db' });
    expect(said).toContain('MongoDB 服务器');
    expect(said).not.toContain('host');
  });
});
