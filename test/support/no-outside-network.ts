import { afterAll } from '@jest/globals';
import nock from 'nock';

// A test that reaches for the outside world fails at once and says so; only this machine may be called.
nock.disableNetConnect();
nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[?::1\]?)(:\d+)?$/);

// Test files of one worker share node's own http: what one file caught must not be in the next one's way.
afterAll(() => nock.restore());
