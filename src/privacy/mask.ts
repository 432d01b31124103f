const COMPOUND_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 司空 令狐 夏侯 长孙 宇文 端木 南宫 独孤 闻人 西门 申屠 太史 呼延 轩辕 百里 东郭 公冶 宗政 濮阳 淳于 单于 澹台 赫连 钟离 万俟 拓跋 闾丘 鲜于 仲孙 第五'.split(
    ' ',
  ),
);
const NAME_DOTS = /[·•‧・･.．]/;

/** A name as it may be shown in private: 张*, 张*三, 欧阳*三, 阿*·**; else the first character alone. */
export function maskName(name: string): string {
  const chars = [...name.trim()];
  const parts = name.trim().split(NAME_DOTS);
  if (parts.length > 1) {
    const masked = parts
      .map((part, at) => starred([...part], at === 0 && chars.length > 2 ? 1 : 0))
      .join('·');
    // Dots alone behind one character hide nothing.
    return masked.includes('*') ? masked : '*'.repeat(chars.length);
  }
  const isHan = /^\p{Script=Han}+$/u.test(name.trim());
  if (!isHan || chars.length > 4) return starred(chars, chars.length > 1 ? 1 : 0);
  if (chars.length === 4)
    return COMPOUND_SURNAMES.has(chars.slice(0, 2).join('')) ? starred(chars, 2, 1) : starred(chars, 1, 1);
  return starred(chars, chars.length > 1 ? 1 : 0, chars.length > 2 ? 1 : 0);
}

/** A phone as it may be shown in private: 138****1234; of other lengths the last two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$)/, '');
  if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
  return digits.length < 5 ? '****' : `****${digits.slice(-2)}`;
}

function starred(chars: readonly string[], first: number, last = 0): string {
  const hidden = '*'.repeat(Math.max(chars.length - first - last, 0));
  return chars.slice(0, first).join('') + hidden + (last > 0 ? chars.slice(-last).join('') : '');
}
