/** One `## …` section of a file. */
export interface Section {
  /** The words behind `##`. */
  readonly heading: string;
  /** Line of the heading, from 1. */
  readonly line: number;
  /** Its lines, trimmed, without empty ones. */
  readonly body: readonly { readonly text: string; readonly line: number }[];
}

/** A file taken apart, nothing of it understood yet. */
export interface SplitFile {
  /** The front matter, with as many empty lines before it as the file has, so that its line numbers are the file's. */
  readonly yaml: string;
  readonly sections: readonly Section[];
  /** Text that stands outside of any section, by its line. */
  readonly stray: readonly number[];
}

/** Cuts a file into front matter and sections; undefined when it does not begin with front matter between two `---`. */
export function splitFile(source: string): SplitFile | undefined {
  const lines = source
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  if (lines[0]?.trim() !== '---') return undefined;
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === '---');
  if (end < 0) return undefined;
  const sections: { heading: string; line: number; body: { text: string; line: number }[] }[] = [];
  const stray: number[] = [];
  lines.slice(end + 1).forEach((raw, index) => {
    const text = raw.trim();
    const line = end + 2 + index;
    const heading = /^##\s+(.*)$/.exec(text)?.[1];
    if (heading !== undefined) sections.push({ heading: heading.replace(/\s+/g, ' '), line, body: [] });
    else if (text !== '' && sections.length === 0) stray.push(line);
    else if (text !== '') sections.at(-1)?.body.push({ text, line });
  });
  return { yaml: `\n${lines.slice(1, end).join('\n')}`, sections, stray };
}
