/**
 * The markdown subset both platforms show: lines, **bold**, `code`, > quotes, - and 1. items, # headings.
 * Plain lines without a hard break are joined, as strict renderers do. Builds nodes and sets textContent only;
 * nothing from a message is ever parsed as HTML.
 */
export function renderMarkdown(text) {
  const root = document.createDocumentFragment();
  for (const block of blocksOf(text.replaceAll('\r\n', '\n').split('\n'))) root.append(blockNode(block));
  return root;
}

/** Plain text with its line breaks. */
export function renderPlain(text) {
  const paragraph = element('p');
  appendLines(paragraph, text.split('\n'), (node, line) => node.append(line));
  return paragraph;
}

const KINDS = [
  ['quote', /^\s*>\s?(.*)$/],
  ['item', /^\s*[-*]\s+(.*)$/],
  ['number', /^\s*(\d{1,3}[.、]\s.*)$/],
  ['heading', /^\s*#{1,6}\s+(.*)$/],
];

function blocksOf(lines) {
  const blocks = [];
  let open;
  for (const raw of lines) {
    if (raw.trim() === '') {
      open = undefined;
      continue;
    }
    const { kind, line } = classify(raw);
    if (open?.kind !== kind || kind === 'heading') {
      open = { kind, lines: [] };
      blocks.push(open);
    }
    const soft = kind === 'plain' && open.hard === false;
    if (soft) open.lines[open.lines.length - 1] += ` ${line.trim()}`;
    else open.lines.push(line.trim());
    open.hard = / {2}$/.test(raw);
  }
  return blocks;
}

function classify(raw) {
  for (const [kind, pattern] of KINDS) {
    const match = pattern.exec(raw);
    if (match) return { kind, line: match[1] };
  }
  return { kind: 'plain', line: raw };
}

function blockNode({ kind, lines }) {
  if (kind === 'item') {
    const list = element('ul');
    for (const line of lines) appendInline(list.appendChild(element('li')), line);
    return list;
  }
  const node = element({ quote: 'blockquote', heading: 'h4' }[kind] ?? 'p');
  appendLines(node, lines, appendInline);
  return node;
}

function appendLines(node, lines, append) {
  lines.forEach((line, index) => {
    if (index > 0) node.append(element('br'));
    append(node, line);
  });
}

/** As both apps do with an address; it opens beside the chat. */
function linkTo(address) {
  const link = element('a', address);
  Object.assign(link, { href: address, target: '_blank', rel: 'noopener noreferrer' });
  return link;
}

function appendInline(node, line) {
  for (const part of line.split(/(\*\*[^*]+\*\*|`[^`]+`|https?:\/\/[\w.:\/?=&%-]+)/)) {
    if (part.startsWith('**') && part.length > 4) node.append(element('strong', part.slice(2, -2)));
    else if (part.startsWith('`') && part.length > 2) node.append(element('code', part.slice(1, -1)));
    else if (/^https?:\/\//.test(part)) node.append(linkTo(part));
    else node.append(part);
  }
}

function element(name, text) {
  const node = document.createElement(name);
  if (text !== undefined) node.textContent = text;
  return node;
}
