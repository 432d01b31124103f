const NUMBER =
  /(?:文号|编号|字号)[:：\s]*([^\s,，。;；]+)|([一-龥A-Za-z]*[〔[(（【]\d{4}[〕\])）】]第?\d+号)/;

/** The number of a document that words name (文号县教〔2026〕3号), and the words without it; undefined where none does. */
export function documentNumberIn(
  words: string,
): { readonly number: string; readonly rest: string } | undefined {
  const [said = '', labelled, bare] = NUMBER.exec(words) ?? [];
  const number = labelled ?? bare;
  return number === undefined ? undefined : { number, rest: words.replace(said, ' ') };
}
