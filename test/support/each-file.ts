import { afterAll } from '@jest/globals';
import fc from 'fast-check';
import nock from 'nock';
import { cases } from './cases.ts';

fc.configureGlobal(cases());

// A test that reaches for the outside world fails at once and says so; only this machine may be called.
if (!nock.isActive()) nock.activate();
nock.disableNetConnect();
nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[?::1\]?)(:\d+)?$/);

// The files of a worker share its process: what one file caught must not be in the next one's way.
afterAll(() => {
  nock.cleanAll();
  nock.restore();
});
