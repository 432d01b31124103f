/** What people say for a unit of counting beside the unit itself. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  人: ['人次', '人', '名', '位'],
  份: ['份', '张', '封'],
  处: ['处', '片', '口', '座'],
  班: ['班级', '班'],
  村: ['村', '社区'],
  户: ['户', '家'],
  项: ['项', '条'],
  次: ['次', '场', '回'],
  块: ['块', '面'],
  根: ['根', '条', '副'],
  所: ['所', '校'],
};

const ALL =
  /^(?:个|人次|人|名|位|份|张|封|处|片|口|座|班级|班|村|社区|户|家|项|条|次|场|回|块|面|根|副|所|校|天|件|起|例|台|间|套|辆|元|节|页|门|只|组|分钟|小时|秒|分|课时|年级|层|楼|室|周|届|期|岁|公里|米|度|排|队|组|批|辆|盏|只|具|扇|床|间)/;

/** Length of the unit (with a 个 in front, and one blank) at the start of the text; 0 when it is another one. */
export function unitAt(unit: string, after: string): number {
  if (unit === '') return 0;
  if (unit === '个') return /^ ?个/.exec(after)?.[0].length ?? 0;
  const [lead = ''] = /^ ?个?/.exec(after) ?? [];
  const form = (SAME[unit] ?? [unit]).find((one) => after.startsWith(one, lead.length));
  return form === undefined ? 0 : lead.length + form.length;
}

/** Length of any unit of counting at the start of the text; 0 for none. */
export function anyUnitAt(after: string): number {
  return ALL.exec(after)?.[0].length ?? 0;
}
