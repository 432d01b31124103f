/** Cases a property is tried with: 300 in `npm test`; `npm run test:long` tries 10,000, `npm run test:quick` 100. */
const CASES = Number(process.env.TEST_CASES ?? 300);

/** How often fast-check tries a property; one that costs `times` as much as usual is tried that much less. */
export function cases(times = 1): { readonly numRuns: number } {
  return { numRuns: Math.ceil(CASES / times) };
}
