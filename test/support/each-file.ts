import fc from 'fast-check';
import { afterAll } from 'jest-circus';
import { cases } from './cases.ts';
import { stayInside, THIS_MACHINE } from './outside.ts';

fc.configureGlobal(cases());
stayInside();

/**
 * Called for each file that plays servers with nock. It stands before every request of the process and costs more
 * than what it carries, so the other files do without; and what one file caught must not be in the next one's way.
 */
export async function withNock(): Promise<void> {
  const { default: nock } = await import('nock');
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect(THIS_MACHINE);
  afterAll(() => {
    nock.cleanAll();
    nock.restore();
  });
}
