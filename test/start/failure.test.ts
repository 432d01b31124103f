import { describe, expect, it } from '@jest/globals';
import { startFailure } from '../../src/start-failure.ts';

const named = (name: string) => Object.assign(new Error('connection 3 to 127.0.0.1 closed'), { name });

describe('what the person at the terminal reads of a start that failed', () => {
  it.each(['MongoNetworkError', 'MongoServerSelectionError', 'MongoPoolClearedError'])(
    'names the data and the backup when the database goes away: %s',
    (name) => {
      const said = startFailure(named(name));
      expect(said).toMatch(/DATA_DIR[\s\S]*DATA_DIR/);
      expect(said).toMatch(/备份[\s\S]*backup/);
      expect(said).not.toMatch(/程序内部出错|127\.0\.0\.1/);
    },
  );

  it('says of anything else that it is the program, and where', () => {
    expect(startFailure(new Error('x'))).toContain('程序内部出错');
  });
});
