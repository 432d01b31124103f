import { z } from 'zod';

// Only what the rest of the program leans on is required. Everything undocumented or optional falls back to
// undefined when it has another shape than expected: an odd extra must not cost an officer their report.

/** Ids become database keys: no control characters, no broken surrogates. */
const id = z
  .string()
  .max(512)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);
const optionalText = z.string().optional().catch(undefined);

/** `content` of media and rich text, of every kind at once: which members count depends on `msgtype`. */
const content = z.object({
  content: optionalText,
  text: optionalText,
  richText: z.array(z.unknown()).max(500).optional().catch(undefined),
  downloadCode: optionalText,
  pictureDownloadCode: optionalText,
  recognition: optionalText,
  fileName: optionalText,
  isReplyMsg: z.boolean().optional().catch(undefined),
  repliedMsg: z.unknown().optional(),
});

const atUser = z.object({ dingtalkId: optionalText });

/** The body of a robot callback. Unknown members are ignored. */
export const callbackSchema = z.object({
  msgId: id,
  msgtype: z.string().min(1).max(64),
  conversationId: id,
  conversationType: z.union([z.enum(['1', '2']), z.literal(1), z.literal(2)]).transform(String),
  senderStaffId: id.optional().catch(undefined),
  senderCorpId: optionalText,
  chatbotCorpId: optionalText,
  chatbotUserId: optionalText,
  atUsers: z.array(atUser).optional().catch(undefined),
  sessionWebhook: optionalText,
  sessionWebhookExpiredTime: z.coerce.number().positive().optional().catch(undefined),
  text: content.optional().catch(undefined),
  markdown: content.optional().catch(undefined),
  content: z.union([content, z.string()]).optional().catch(undefined),
  quoteMessage: z.unknown().optional(),
});

/** A robot callback as it is used here. */
export type Callback = z.output<typeof callbackSchema>;
/** The members a content may have. */
export type Content = z.output<typeof content>;

/** What must be looked at before the rest: whose robot it is, and whether DingTalk says our quota is used up. */
export const envelopeSchema = z.object({
  robotCode: optionalText,
  chatbotCorpId: optionalText,
  errorCode: z.union([z.number(), z.string()]).optional().catch(undefined),
  text: z.unknown().optional(),
  content: z.unknown().optional(),
});

/** One piece of a rich text. */
export const richItemSchema = z.object({
  type: optionalText,
  text: optionalText,
  downloadCode: optionalText,
  pictureDownloadCode: optionalText,
  atName: optionalText,
  atUserId: optionalText,
});
export type RichItem = z.output<typeof richItemSchema>;

/** What was quoted: undocumented, so nothing is required; `content` may be JSON in a string. */
export const repliedSchema = z.object({
  msgType: optionalText,
  msgtype: optionalText,
  content: z.unknown().optional(),
  text: z.unknown().optional(),
});

export const contentSchema = content;
