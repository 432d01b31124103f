/** Cases a property is tried with: 300 in `npm test`, 10,000 in `npm run test:long`. */
const CASES = process.env.TEST_LONG === undefined ? 300 : 10_000;

/** How often fast-check tries a property; one that costs `times` as much as usual is tried that much less. */
export function cases(times = 1): { readonly numRuns: number } {
  return { numRuns: Math.ceil(CASES / times) };
}
