const NUMBER = /[\p{Script=Han}A-Za-z]{1,10}\s*[〔[（(【]\s*(\d{4})\s*[〕\]）)】]\s*第?\s*(\d{1,5})\s*号/u;

/** The number of an official document in these words (县教信〔2026〕3号), as it is written; undefined: there is none. */
export function documentNumberIn(words: string): string | undefined {
  const found = NUMBER.exec(words);
  if (found === null) return undefined;
  const [whole = '', year = '', serial = ''] = found;
  const authority = /^[\p{Script=Han}A-Za-z]+/u.exec(whole)?.[0] ?? '';
  return `${authority}〔${year}〕${serial}号`;
}
