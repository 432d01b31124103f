import { unzip } from '../support/unzip.ts';

/** A Word file as a reader of its parts sees it. */
export function readDocx(bytes: Buffer) {
  const parts = unzip(bytes);
  const xml = (name: string): string => String(parts.get(name) ?? '');
  const named = (pattern: RegExp): string =>
    [...parts.keys()]
      .filter((name) => pattern.test(name))
      .map(xml)
      .join('\n');
  const all = [...parts.entries()].filter(([name]) => /\.(?:xml|rels)$/.test(name));
  return {
    document: xml('word/document.xml'),
    text: textOf(xml('word/document.xml')),
    header: textOf(named(/^word\/header\d*\.xml$/)),
    footers: named(/^word\/footer\d*\.xml$/),
    core: xml('docProps/core.xml'),
    fonts: xml('word/fontTable.xml'),
    /** Everything but what is printed. */
    hidden: all
      .filter(([name]) => !/^word\/(?:document|header\d*|footer\d*)\.xml$/.test(name))
      .map(([, part]) => String(part))
      .join('\n'),
    xml: all.map(([, part]) => String(part)),
  };
}

const MARKS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text of a part, a paragraph a line. */
export function textOf(xml: string): string {
  return xml
    .split('</w:p>')
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t[ >][^<]*/g)].map(([run]) => run.replace(/^[^>]*>/, '')).join(''),
    )
    .join('\n')
    .replace(/&(amp|lt|gt|quot|apos);/g, (_whole, name: string) => MARKS[name] ?? '');
}
