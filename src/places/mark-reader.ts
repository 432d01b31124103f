/** What was still open where something new begins. */
export interface OpenMark {
  /** Where it was opened. */
  readonly line: number;
  readonly mark: string;
  readonly quote: boolean;
  /** What closes it, and all around it. */
  readonly closing: string;
}

/** Reads lines one after the other; brackets and quotes may run over several of them. */
export interface MarkReader {
  /** The line with YAML's own marks; the comment at its end apart. */
  line(typed: string, number: number): { code: string; comment: string };
  /** Forgets what is open, and says what it was: the innermost one. */
  close(): OpenMark | undefined;
}

interface Quote {
  readonly line: number;
  /** As it was typed, and as it is ended. */
  readonly ends: RegExp;
  readonly out: string;
}

const OPENERS: Readonly<Record<string, '{' | '['>> = { '{': '{', '｛': '{', '[': '[', '［': '[', '【': '[' };
const CLOSERS: Readonly<Record<string, '}' | ']'>> = { '}': '}', '｝': '}', ']': ']', '］': ']', '】': ']' };
const CLOSER_OF = { '{': '}', '[': ']' } as const;
const QUOTES: Readonly<Record<string, { readonly ends: RegExp; readonly out: string }>> = {
  '"': { ends: /["]/, out: '"' },
  '＂': { ends: /[＂"]/, out: "'" },
  "'": { ends: /[']/, out: "'" },
  '“': { ends: /[”"]/, out: "'" },
  // Two closing ones, as some keyboards and Word make them.
  '”': { ends: /[”"]/, out: "'" },
  '’': { ends: /[’']/, out: "'" },
  '‘': { ends: /[’']/, out: "'" },
  '「': { ends: /[」]/, out: "'" },
};
const KEY = /^[^\s:：,，{}｛｝[\]"'“”‘’#]+$/u;
const NEXT_ENTRY = /^\s*(?:[^\s:：,，{}｛｝[\]]+\s*[:：]|[}｝]|#|$)/u;

/** A bracket that was not closed. */
export interface OpenBracket {
  readonly mark: '{' | '[';
  readonly line: number;
}

/** What a reader tells while it reads. */
export interface MarkListener {
  /** A bracket that another one was closed around. */
  onOpen(open: OpenBracket): void;
  /** A bracket at the end of a line that closes nothing; it is left out. */
  onStray(mark: string, line: number): void;
}

/** A reader at the beginning of a file. */
export function createMarkReader({ onOpen, onStray }: MarkListener): MarkReader {
  const brackets: OpenBracket[] = [];
  let quote: Quote | undefined;
  /** What was written of the entry so far: a key stands alone in it. */
  let entry = '';
  /** It has its key: another colon is part of the words. */
  let keyed = false;
  const begin = (): void => {
    entry = '';
    keyed = false;
  };
  const end = (): void => {
    entry = ')';
    keyed = true;
  };

  const inQuote = (open: Quote, typed: string, at: number): string => {
    const sign = typed.charAt(at);
    if (!open.ends.test(sign)) return open.out === "'" && sign === "'" ? "''" : sign;
    quote = undefined;
    return open.out;
  };

  const opens = (sign: string, line: number): string | undefined => {
    const bracket = OPENERS[sign];
    const quoted = QUOTES[sign];
    // Behind an anchor or a tag, which are told elsewhere, a value begins as well.
    if (!/^(?:[&!]\S*)?$/.test(entry.trim())) return undefined;
    if (bracket !== undefined) {
      brackets.push({ mark: bracket, line });
      begin();
    } else if (quoted !== undefined) quote = { line, ...quoted };
    return bracket ?? quoted?.out;
  };

  const closes = (sign: string): string | undefined => {
    const closer = CLOSERS[sign];
    if (closer === undefined || brackets.length === 0) return undefined;
    const meant = brackets.findLastIndex(({ mark }) => CLOSER_OF[mark] === closer);
    if (meant < 0) return undefined;
    const left = brackets.splice(meant).slice(1).reverse();
    for (const open of left) onOpen(open);
    end();
    return left.map(({ mark }) => CLOSER_OF[mark]).join('') + closer;
  };

  const strays = (sign: string, rest: string, line: number): string | undefined => {
    const closer = CLOSERS[sign];
    if (closer === undefined || !/^\s*(?:#.*)?$/.test(rest)) return undefined;
    onStray(closer, line);
    return '';
  };

  const separates = (sign: string, rest: string): string | undefined => {
    const top = brackets.at(-1)?.mark;
    const list = top === '[' && /[,，、；]/.test(sign);
    const map = top === '{' && (sign === ',' || (/[，；]/.test(sign) && NEXT_ENTRY.test(rest)));
    if (!list && !map) return undefined;
    begin();
    return sign === ',' ? ',' : ', ';
  };

  const colon = (sign: string, rest: string): string | undefined => {
    if (keyed || (sign !== ':' && sign !== '：')) return undefined;
    const key = entry.trim();
    const plain = KEY.test(key) && brackets.at(-1)?.mark !== '[';
    // A half-width colon without a space may be part of a word; behind a key of ours it is none.
    const glued = sign === ':' && /^\S/.test(rest);
    if (!plain || (glued && !/^[A-Za-z_]+$/.test(key)) || rest.startsWith('//')) return undefined;
    entry = '';
    keyed = true;
    return /^\s|^$/.test(rest) && sign === ':' ? ':' : ': ';
  };

  const sign = (typed: string, at: number, line: number): string => {
    const one = typed.charAt(at);
    const rest = typed.slice(at + 1);
    const marked =
      opens(one, line) ?? closes(one) ?? strays(one, rest, line) ?? separates(one, rest) ?? colon(one, rest);
    if (marked !== undefined) return marked;
    entry += one;
    return one === '\u3000' || one === '\u00a0' ? ' ' : one;
  };

  /** What is written for the sign at this place, or for it and the one behind it. */
  const step = (typed: string, at: number, line: number): string => {
    if (quote === undefined) return sign(typed, at, line);
    if (quote.out === '"' && typed.charAt(at) === '\\') return typed.slice(at, at + 2);
    const written = inQuote(quote, typed, at);
    if (quote === undefined) end();
    return written;
  };
  const isWhole = (): boolean => brackets.length === 0 && quote === undefined;

  return {
    line: (typed, number) => {
      let [code, at] = isWhole() ? lead(typed) : ['', 0];
      if (isWhole()) begin();
      while (at < typed.length) {
        if (quote === undefined && isComment(typed, at)) return { code, comment: `#${typed.slice(at + 1)}` };
        const escaped = quote?.out === '"' && typed.charAt(at) === '\\';
        code += step(typed, at, number);
        at += escaped ? 2 : 1;
      }
      return { code, comment: '' };
    },
    close: () => {
      const outer = brackets.map(({ mark }) => CLOSER_OF[mark]).reverse();
      const [top] = brackets.slice(-1);
      const open = quote ?? top;
      const found = open && {
        line: open.line,
        mark: top?.mark ?? '',
        quote: quote !== undefined,
        closing: [quote?.out ?? '', ...outer].join(' '),
      };
      brackets.length = 0;
      quote = undefined;
      return found;
    },
  };
}

/** The indent and the dashes of a line, as YAML writes them, and where its content begins. */
function lead(typed: string): [string, number] {
  const indent = /^[ \u3000\u00a0\t]*/.exec(typed)?.[0] ?? '';
  const dash = /^[-－—–](?:[ \u3000\u00a0]+|(?=[{｛\p{L}]))/u.exec(typed.slice(indent.length))?.[0] ?? '';
  const spaces = indent.replaceAll('\u3000', '  ').replaceAll('\u00a0', ' ');
  const written = dash === '' ? '' : `-${' '.repeat(Math.max(1, dash.length - 1))}`;
  return [spaces + written, indent.length + dash.length];
}

/** `＃` only where a line begins: elsewhere it may be part of a word. */
function isComment(typed: string, at: number): boolean {
  const before = typed.slice(0, at);
  if (typed.charAt(at) === '＃') return before.trim() === '';
  return typed.charAt(at) === '#' && /(?:^|\s)$/.test(before);
}
