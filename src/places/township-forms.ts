const PEOPLES =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各';
const STREET = /(街道办事处|街道办|街道|办事处|办)$/;
const UNIT = /(镇|乡|林场|农场|牧场|渔场|茶场|工业园区|产业园区|园区|经济开发区|开发区|管理区|管委会|苏木)$/;
const ETHNIC = new RegExp(`(?:(?:${PEOPLES})族|民族)+$`);

/** The township's own name without what kind of unit it is: 江北街道 -> 江北, 沙沟回族乡 -> 沙沟. At least two characters, else the whole name. */
export function townshipStem(name: string): string {
  const bare = name.replace(STREET, '');
  const cut = bare === name ? name.replace(UNIT, '').replace(ETHNIC, '') : bare;
  return cut.length >= 2 ? cut : name;
}

/** Other ways in which people write the township's name, the stem first; the name itself is left out. */
export function townshipForms(name: string): readonly string[] {
  const stem = townshipStem(name);
  if (STREET.test(name)) return [stem, ...streetForms(stem)].filter((form) => form !== name);
  // A bureau that writes only 江北 leaves open what it is.
  if (stem === name) return UNIT.test(name) ? [] : [`${name}镇`, `${name}乡`, ...streetForms(name)];
  return [stem, ...plainUnit(name, stem)].filter((form) => form !== name);
}

const streetForms = (stem: string): string[] =>
  ['办', '街道', '街道办', '街道办事处', '办事处'].map((end) => stem + end);

// 沙沟回族乡 is 沙沟乡 to those who live there; 桐渡镇政府 says nothing else than 桐渡镇.
function plainUnit(name: string, stem: string): string[] {
  const unit = UNIT.exec(name)?.[0] ?? '';
  return unit.length === 1 ? [stem + unit] : [];
}
