/**
 * The markdown of the handbook as HTML: headings, paragraphs, lists, tables, fenced blocks, quotes; in a line bold,
 * `code` and links. Everything else is text: whatever is written in a page is escaped.
 */
export function markdownToHtml(text: string, addressOf: AddressOf): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const html: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const block = BLOCKS.map((read) => read(lines, at)).find((found) => found !== undefined);
    if (block) html.push(block.html(addressOf));
    at += block?.lines ?? 1;
  }
  return html.join('\n');
}

/** Where a link leads on the page; undefined makes it plain text. */
export type AddressOf = (target: string) => string | undefined;

interface Block {
  readonly lines: number;
  html(addressOf: AddressOf): string;
}
type ReadBlock = (lines: readonly string[], at: number) => Block | undefined;

/** The lines from `at` on that match, each with what the pattern caught. */
function run(lines: readonly string[], at: number, pattern: RegExp): readonly string[] {
  const end = lines.findIndex((line, index) => index >= at && !pattern.test(line));
  return lines.slice(at, end < 0 ? lines.length : end).map((line) => pattern.exec(line)?.[1] ?? '');
}

const FENCE = /^\s*```(.*)$/;
const fence: ReadBlock = (lines, at) => {
  const info = FENCE.exec(lines[at] ?? '')?.[1];
  if (info === undefined) return undefined;
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => /^\s*```\s*$/.test(line));
  const inside = rest.slice(0, end < 0 ? rest.length : end);
  const indent = /^ */.exec(lines[at] ?? '')?.[0].length ?? 0;
  const body = inside.map((line) => line.replace(new RegExp(`^ {0,${indent}}`), '')).join('\n');
  const speaker = /^text 对话 (.+)$/.exec(info.trim())?.[1];
  const caption = speaker === undefined ? '' : `<figcaption>${escaped(speaker)}：</figcaption>`;
  return {
    lines: inside.length + 2,
    html: () => `<figure>${caption}<pre><code>${escaped(body)}</code></pre></figure>`,
  };
};

const heading: ReadBlock = (lines, at) => {
  const [, marks, words = ''] = /^(#{1,4})\s+(.*)$/.exec(lines[at] ?? '') ?? [];
  if (marks === undefined) return undefined;
  return { lines: 1, html: (to) => `<h${marks.length}>${inline(words, to)}</h${marks.length}>` };
};

const ROW = /^\|(.*)\|\s*$/;
const table: ReadBlock = (lines, at) => {
  const rows = run(lines, at, ROW).map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()));
  const [head, , ...body] = rows;
  if (head === undefined) return undefined;
  const row = (cells: readonly string[], tag: string, to: AddressOf): string =>
    `<tr>${cells.map((cell) => `<${tag}>${inline(cell.replaceAll('\\|', '|'), to)}</${tag}>`).join('')}</tr>`;
  return {
    lines: rows.length,
    html: (to) =>
      `<table>${row(head, 'th', to)}${body.map((cells) => row(cells, 'td', to)).join('')}</table>`,
  };
};

const list =
  (pattern: RegExp, open: (line: string) => string, close: string): ReadBlock =>
  (lines, at) => {
    const items = run(lines, at, pattern);
    if (items.length === 0) return undefined;
    const inner = (to: AddressOf) => items.map((item) => `<li>${inline(item, to)}</li>`).join('');
    return { lines: items.length, html: (to) => `${open(lines[at] ?? '')}${inner(to)}${close}` };
  };
const bullets = list(/^\s*- (.*)$/, () => '<ul>', '</ul>');
const numbers = list(/^\s*\d+\. (.*)$/, (line) => `<ol start="${Number.parseInt(line, 10)}">`, '</ol>');

const quote: ReadBlock = (lines, at) => {
  const said = run(lines, at, /^> ?(.*)$/);
  if (said.length === 0) return undefined;
  return { lines: said.length, html: (to) => `<blockquote>${inline(said.join('\n'), to)}</blockquote>` };
};

const paragraph: ReadBlock = (lines, at) => {
  const words = run(lines, at, /^(?!\s*(?:```|- |\d+\. ))(?![#|>])(.*\S.*)$/);
  if (words.length === 0) return undefined;
  return { lines: words.length, html: (to) => `<p>${inline(words.join('\n'), to)}</p>` };
};

const BLOCKS = [fence, heading, table, bullets, numbers, quote, paragraph];

/** What has a meaning in a line, and the text between. */
const MARKS = /(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\))/;

function inline(text: string, addressOf: AddressOf): string {
  return text
    .split(MARKS)
    .map((part) => marked(part, addressOf))
    .join('');
}

function marked(part: string, addressOf: AddressOf): string {
  const code = /^`([^`]+)`$/.exec(part)?.[1];
  if (code !== undefined) return `<code>${escaped(code)}</code>`;
  const bold = /^\*\*([^*]+)\*\*$/.exec(part)?.[1];
  if (bold !== undefined) return `<strong>${inline(bold, addressOf)}</strong>`;
  const [, words, target] = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part) ?? [];
  if (words === undefined || target === undefined) return escaped(part);
  const address = addressOf(target);
  return address === undefined ? escaped(words) : `<a href="${escaped(address)}">${escaped(words)}</a>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
