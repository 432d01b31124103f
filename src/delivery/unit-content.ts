import { toError } from '../errors.ts';
import { defined } from '../kit/defined.ts';
import { safeError } from '../log.ts';
import { inParallel } from '../mongo/in-parallel.ts';
import type { Channel, OutgoingContent } from '../platforms/channel.ts';
import type { Round, SendingParts } from './parts.ts';
import type { Item } from './prepare.ts';
import { splitText } from './split-text.ts';

const AT_ONCE = 4;

/** The picture and the file of a notice, as far as they are still there. */
export interface Files {
  readonly attached: Pick<OutgoingContent, 'picture' | 'file'>;
  /** Something is not there any more: it is left out, for the words matter more. */
  readonly missing: boolean;
}

const NO_FILES: Files = { attached: {}, missing: false };

/** Fetches what goes with the words. */
export async function loadFiles(
  { load, log }: SendingParts,
  { content, delivery, envelope }: Item,
): Promise<Files> {
  if (delivery.part + 1 < envelope.parts.length || delivery.bare !== undefined) return NO_FILES;
  const fetched = async (reference: typeof content.picture) => {
    if (reference === undefined) return undefined;
    try {
      return await load(reference);
    } catch (thrown) {
      log.error({ failure: safeError(toError(thrown)) }, 'loading a file to send failed');
      return undefined;
    }
  };
  const [picture, file] = [await fetched(content.picture), await fetched(content.file)];
  return {
    attached: defined({ picture, file }),
    missing: (content.picture !== undefined && !picture) || (content.file !== undefined && !file),
  };
}

/** A text too long for the channel is stored in parts first, from this part on; then the first of them goes. */
export async function fitIntoParts(
  parts: SendingParts,
  { token }: Round,
  channel: Channel,
  items: readonly Item[],
): Promise<readonly Item[]> {
  const fits = (text: string): boolean => channel.measure(text) <= channel.textBytes;
  const [first] = items;
  if (first === undefined || first.delivery.repeat !== undefined) return items;
  const { part } = first.delivery;
  const text = first.envelope.parts[part] ?? '';
  if (fits(text)) return items;
  const cut = [
    ...first.envelope.parts.slice(0, part),
    ...splitText(text, fits),
    ...first.envelope.parts.slice(part + 1),
  ];
  const split = await inParallel(items, AT_ONCE, async (item): Promise<Item | undefined> => {
    const { _id, parts: states = [] } = item.delivery;
    const envelope = { ...item.envelope, parts: cut };
    const frozen = {
      envelope: parts.seals.sealEnvelope(_id, envelope),
      part,
      parts: cut.map((_, index) => (index < part ? (states[index] ?? 'sent') : 'due')),
    };
    if (!(await parts.store.freeze(_id, token, frozen))) return undefined;
    return { ...item, envelope, delivery: { ...item.delivery, ...frozen } };
  });
  return split.filter((item): item is Item => item !== undefined);
}

/** What one part says; the buttons come with the last, as do picture and file. */
export function contentOf({ content, envelope, delivery: { part } }: Item, files: Files): OutgoingContent {
  const count = envelope.parts.length;
  const title = count > 1 ? `${envelope.title}（${part + 1}/${count}）` : envelope.title;
  const last = part + 1 >= count;
  const buttons = last && content.buttons !== undefined ? { buttons: content.buttons } : {};
  return { title, text: envelope.parts[part] ?? '', ...(last ? files.attached : {}), ...buttons };
}
