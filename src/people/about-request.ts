import { defined } from '../kit/defined.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Actor } from './actor.ts';
import { requestData, toRepeat, type UnitWords } from './binding-words.ts';
import type { Claim, NotBound, People } from './types.ts';

/** Why nothing was decided is said by one of these. */
type WhyTexts = ('people/wrong-code' | 'people/forbidden') | ('people/incomplete' | 'people/request-closed');

/** The message by which an officer decides about a request. */
export interface Deciding {
  readonly actor: Actor;
  readonly now: Date;
  readonly text: FillReply<WhyTexts | 'people/about-request'>;
  readonly words: UnitWords;
  /** A unit of their own area, so that the line works when copied and changed. */
  readonly place: string;
  readonly services: { readonly people: Pick<People, 'look'> };
}

/** Who asks to be what; what weighs more than one school or village is to be said again word by word. */
export async function aboutRequest(
  deciding: Deciding,
  code: string,
  to: { readonly agree: Claim } | 'refuse',
) {
  const { services, actor, now, text, words } = deciding;
  const shown = await services.people.look(code, actor, to, now);
  if (typeof shown === 'string') return { reply: whyNotBound(deciding, shown, code) };
  const refusing = to === 'refuse';
  return {
    words: text('people/about-request', { ...requestData(shown, words), refusing }),
    version: shown.version,
    ...(refusing ? {} : defined({ repeat: toRepeat(shown, words) })),
  };
}

/** Why nothing was decided, with a line that works. */
export function whyNotBound(
  { text, place }: { readonly text: FillReply<WhyTexts>; readonly place: string },
  why: NotBound,
  code: string,
): string {
  if (why === 'wrong') return text('people/wrong-code');
  if (why === 'forbidden') return text('people/forbidden');
  if (why === 'incomplete') return text('people/incomplete', { code, place });
  return text('people/request-closed', { why, code });
}
