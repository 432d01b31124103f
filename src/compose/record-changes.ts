import { keyFacts } from '../audit/key-facts.ts';
import type { Trail } from '../audit/types.ts';
import { countyFacts } from '../places/county-facts.ts';
import type { CountyStore } from '../places/county-store.ts';
import type { KeyWatch } from '../privacy/key-watch.ts';

type Records = Pick<Trail, 'record'>;

/** Records on the trail what became of the data keys, as far as it is not there yet. */
export async function recordKeys({ store }: Pick<KeyWatch, 'store'>, trail: Records): Promise<void> {
  await trail.record(keyFacts((await store.read())?.keys ?? []));
}

/** Records on the trail which county files came into force, as far as they are not there yet. */
export async function recordCounty(
  { versions }: Pick<CountyStore, 'versions'>,
  trail: Records,
): Promise<void> {
  await trail.record(countyFacts(await versions()));
}
