import { ModuleMocker } from 'jest-mock';

// What test files import from `@jest/globals`: jest's own parts, put together outside its loader.
export { jestExpect as expect } from '@jest/expect';
export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from 'jest-circus';

const mocker = new ModuleMocker(globalThis);

/** The part of jest's object that tests here use; a mock lives until its file restores it. */
export const jest = { fn: mocker.fn.bind(mocker), spyOn: mocker.spyOn.bind(mocker) };
