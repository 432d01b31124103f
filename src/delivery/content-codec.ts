import { z } from 'zod';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import { DELIVERIES, type DeliveryDocument } from './delivery-document.ts';
import type { NoticeContent } from './types.ts';

const text = z.string();
const reference = z.object({ name: text, ref: text });

const noticeContent = z.object({
  title: text,
  text,
  picture: reference.exactOptional(),
  file: reference.exactOptional(),
  buttons: z.array(z.object({ label: text, line: text })).exactOptional(),
});

const envelope = z.object({ title: text, parts: z.array(text).min(1) });

/** What is sent instead of the content. */
export type Envelope = z.infer<typeof envelope>;

/** Puts what people read into boxes that open only in their own delivery. */
export interface DeliverySeals {
  sealContent(id: string, content: NoticeContent): Buffer;
  sealEnvelope(id: string, envelope: Envelope): Buffer;
  /** Throws when a box does not open under this id; undefined after the purge. */
  content(delivery: Pick<DeliveryDocument, '_id' | 'content'>): NoticeContent | undefined;
  /** The frozen envelope, or the content as an envelope of one part; undefined after the purge. */
  envelope(delivery: Pick<DeliveryDocument, '_id' | 'content' | 'envelope'>): Envelope | undefined;
}

/** Seals of deliveries. */
export function createDeliverySeals(sealer: Sealer): DeliverySeals {
  const opened = (id: string, field: string, box: Buffer): unknown =>
    JSON.parse(sealer.openText(box, place(id, field)));

  const content: DeliverySeals['content'] = ({ _id, content: box }) =>
    box === undefined ? undefined : noticeContent.parse(opened(_id, 'content', box));

  return {
    sealContent: (id, { title, text, picture, file, buttons }) =>
      sealer.seal(JSON.stringify({ title, text, picture, file, buttons }), place(id, 'content')),
    sealEnvelope: (id, sealed) => sealer.seal(JSON.stringify(sealed), place(id, 'envelope')),
    content,
    envelope: (delivery) => {
      if (delivery.envelope !== undefined)
        return envelope.parse(opened(delivery._id, 'envelope', delivery.envelope));
      const own = content(delivery);
      return own === undefined ? undefined : { title: own.title, parts: [own.text] };
    },
  };
}

const place = (id: string, field: string): string => `deliveries:${id}:${field}`;

/** What deliveries seal. */
export const SEALED_DELIVERIES: SealedCollection = {
  collection: DELIVERIES,
  name: '发送记录',
  boxes: { content: (id) => place(id, 'content'), envelope: (id) => place(id, 'envelope') },
};
