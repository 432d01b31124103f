/** A message as passive replies and session webhooks take it. */
export interface DingtalkMessage {
  readonly msgtype: 'markdown';
  readonly markdown: { readonly title: string; readonly text: string };
}

/** Shown in the conversation list and on locked screens: never anything of the message itself. */
export const TITLE = '校园哨兵';

/** The answer that says nothing. */
export const EMPTY = { msgtype: 'empty' } as const;

/** A reply as a DingTalk message. */
export function messageOf(text: string): DingtalkMessage {
  return { msgtype: 'markdown', markdown: { title: TITLE, text: renderMarkdown(text) } };
}

/** UTF-8 bytes of a reply once rendered and written into JSON. */
export function measure(text: string): number {
  return Buffer.byteLength(JSON.stringify(renderMarkdown(text))) - 2;
}

type Kind = 'blank' | 'list' | 'quote' | 'heading' | 'plain';

/**
 * DingTalk joins lines that are only separated by a line feed: plain lines get a hard break, and a blank line
 * stands where one kind of block ends, so that a list does not swallow the sentence after it.
 */
export function renderMarkdown(text: string): string {
  let rendered = '';
  let last: Kind = 'blank';
  for (const line of text
    .trim()
    .split('\n')
    .map((each) => each.trimEnd())) {
    const kind = kindOf(line);
    if (kind !== 'blank') rendered += (rendered === '' ? '' : joint(last, kind)) + line;
    last = kind;
  }
  return rendered;
}

function joint(before: Kind, kind: Kind): string {
  if (before !== kind || kind === 'heading') return '\n\n';
  return kind === 'list' ? '\n' : '  \n';
}

function kindOf(line: string): Kind {
  if (line.trim() === '') return 'blank';
  if (/^\s*(-|\d{1,2}\.)\s/.test(line)) return 'list';
  if (/^>/.test(line)) return 'quote';
  return /^#{1,6}\s/.test(line) ? 'heading' : 'plain';
}
