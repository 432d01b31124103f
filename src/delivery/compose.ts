import type { NoticeContent } from './types.ts';

/** What several notices to one target say together, in their order. */
export type Compose = (contents: readonly NoticeContent[]) => Pick<NoticeContent, 'title' | 'text'>;

/** One block per notice, its title above it; equal blocks are said once. */
export const composeBlocks: Compose = (contents) => {
  const [first] = contents;
  if (contents.length <= 1) return { title: first?.title ?? '', text: first?.text ?? '' };
  const blocks = new Set(contents.map(({ title, text }) => `**${title}**\n${text}`));
  return { title: `${first?.title ?? ''}等${contents.length}条`, text: [...blocks].join('\n\n') };
};

/** Whether this content may share a message with others: files and buttons need one of their own. */
export function isPlain({ picture, file, buttons }: NoticeContent): boolean {
  return picture === undefined && file === undefined && buttons === undefined;
}
