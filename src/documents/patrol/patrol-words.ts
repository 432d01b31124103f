/** `桐渡镇中心小学巡查册2026年12月.docx`: of the kinds that both platforms take. */
export function patrolFileName(school: string, month: string): string {
  return `${school.replace(/[\\/:*?"<>|]/g, '')}巡查册${monthWords(month)}.docx`;
}

/** `2026-12` as it is printed: 2026年12月. */
export function monthWords(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`;
}
