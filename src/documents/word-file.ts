import { type Document, Packer } from 'docx';
import { STAND_INS } from './page.ts';

/** Who is said to have made every file: nobody's name stands in what a file says of itself. */
export const MAKER = '校园哨兵';

/** A Word file of this document: its properties are the title and the instant alone. */
export function wordFile(
  document: Document,
  { title, at }: { readonly title: string; readonly at: Date },
): Promise<Buffer> {
  return Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: properties(title, at) },
    { path: 'word/fontTable.xml', data: FONT_TABLE },
  ]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

function properties(title: string, at: Date): string {
  const instant = at.toISOString().replace(/\.\d+Z$/, 'Z');
  const when = (name: string): string =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${instant}</dcterms:${name}>`;
  return [
    XML,
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${MAKER}</dc:creator>`,
    `<cp:lastModifiedBy>${MAKER}</cp:lastModifiedBy><cp:revision>1</cp:revision>`,
    `${when('created')}${when('modified')}</cp:coreProperties>`,
  ].join('');
}

const FONT_TABLE = [
  XML,
  '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">',
  ...Object.entries(STAND_INS).map(
    ([name, others]) =>
      `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>`,
  ),
  '</w:fonts>',
].join('');

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
