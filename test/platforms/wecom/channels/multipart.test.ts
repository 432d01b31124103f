import { expect, it } from '@jest/globals';
import { multipart } from '../../../../src/platforms/wecom/channels/multipart.ts';

// The vendor judges a file by the ending of its name.
it.each([
  ['日报.png', 'file.png'],
  ['2026-11-24-morning-area:桐渡镇.png', '2026-11-24-morning-area.png'],
  ['巡查册 2026年11月.docx', '2026_11.docx'],
  ['值班表 file 1.pdf', 'file_1.pdf'],
  ['..\\..\\a"b.pdf', 'a_b.pdf'],
  ['日报', 'file'],
])('%s is sent up as %s', (name, sent) => {
  const { bytes } = multipart({ name, bytes: Buffer.from('123') });
  expect(String(bytes)).toContain(`name="media"; filename="${sent}"; filelength=3\r\n`);
});
