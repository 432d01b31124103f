import type { Item } from './prepare.ts';

/** Deliveries that go with one call: the same words to several persons, or a single one. Never empty. */
export type Unit = readonly [Item, ...Item[]];

// A repeat needs all deliveries of its call, and each of them remembers the others.
const LARGEST_BATCH = 50;

/** Puts equal texts to persons together, as many as the channel takes; the order of the items decides who is first. */
export function unitsOf(items: readonly Item[]): readonly Unit[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()].flatMap(chunks);
}

function keyOf({ delivery, address, channels: [channel], content, envelope }: Item): string {
  const { repeat } = delivery;
  if (repeat !== undefined) return `repeat ${repeat.uuid}`;
  if (address.kind !== 'person' || channel.batch < 2 || delivery.recallAt !== undefined)
    return `single ${delivery._id}`;
  const { picture, file, buttons } = content;
  const { rank, part, bare } = delivery;
  return JSON.stringify([channel.id, rank, part, bare, envelope, picture, file, buttons]);
}

function chunks(group: readonly Item[]): readonly Unit[] {
  const [first, ...rest] = group;
  if (first === undefined) return [];
  const size =
    first.delivery.repeat === undefined ? Math.min(first.channels[0].batch, LARGEST_BATCH) : group.length;
  if (group.length <= size) return [[first, ...rest]];
  return [...chunks(group.slice(0, size)), ...chunks(group.slice(size))];
}
