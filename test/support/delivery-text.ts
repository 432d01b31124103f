import { createDeliverySeals } from '../../src/delivery/content-codec.ts';
import { deliveriesOf } from '../../src/delivery/delivery-document.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import type { Sealer } from '../../src/privacy/types.ts';

/** What a delivery says, unsealed from the database; undefined when there is none or its text was purged. */
export async function deliveryText(
  { mongo, sealer }: { readonly mongo: Mongo; readonly sealer: Sealer },
  id: string,
): Promise<string | undefined> {
  const delivery = await deliveriesOf(mongo).findOne({ _id: id });
  return delivery === null ? undefined : createDeliverySeals(sealer).envelope(delivery)?.parts.join('\n');
}
