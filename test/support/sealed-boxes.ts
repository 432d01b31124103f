import type { mongo } from 'mongoose';
import { boxesOf, collectionsOf, documentsOf, opened } from '../../src/privacy/sealed-store.ts';
import type { KeyedSealer } from '../../src/privacy/sealer.ts';
import { SEALED } from '../../src/sealed-fields.ts';

/** A box of a database, and whether the table of sealed fields knows it rightly. */
export interface SealedBox {
  readonly collection: string;
  readonly path: string;
  readonly kid: string;
  /** It opens at the place that the table gives. */
  readonly opens: boolean;
}

/** All boxes of these keys in a database, wherever they lie. */
export async function sealedBoxes(db: mongo.Db, sealer: KeyedSealer): Promise<readonly SealedBox[]> {
  const kids = sealer.keys.map(({ kid }) => kid);
  const found: SealedBox[] = [];
  for (const { collection, sealed } of await collectionsOf(db, SEALED))
    for await (const document of documentsOf(db, collection))
      for (const { path, bytes, place, kid } of boxesOf(sealed, document, kids)) {
        const opens = place !== undefined && opened(sealer, bytes, place) !== undefined;
        found.push({ collection, path: path.replaceAll(/\.\d+(?=\.|$)/g, '.*'), kid, opens });
      }
  return found;
}

/** Where boxes lie that the table does not know, or knows wrongly: `collection: path`, each once. */
export async function boxesAmiss(db: mongo.Db, sealer: KeyedSealer): Promise<readonly string[]> {
  const amiss = (await sealedBoxes(db, sealer)).filter(({ opens }) => !opens);
  return [...new Set(amiss.map(({ collection, path }) => `${collection}: ${path}`))];
}
