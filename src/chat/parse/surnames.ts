const SINGLE = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅付沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫屈鲍覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边阴闫佘练骆代麦容瞿臧宫褚戚卞蔺桑芮卓仇郗应岑米闻莘党冷木池敖苟娄晏匡蒲楚衣商窦巩鄢符那滕缪滑逄栾印权虞郁惠井由藏封胥元花尚吉全占官谌丘庾明伏冀巫乌沙帅普仝皮尉邬晋索鹿农原禹邰揭简饶刁蔚沃况阙糜茅雍幸茹訾荆苑满郎鞠祖幺敬慕冶拜妥喇仉亓乜佴佟侴俎郏逯郜笪邸贠撒仵庹尕纳沐剌侬蓝亢邝冼扈缑阚昝茆芶郐厍宓酆邴钭戎羿汲糜仰暨迟旷钮禤麴佀臺僪蒯訾邛郇鄞郯郦邶郓佶郤郈逄隽璩佽侪胥蹇帖晁晏氾洑濮竺笃粘綦缐翦腾舜芈苌苻荀荘菅萨蒉蔺蓟虢谯谌谭豆逯邙邬郎郝郦'.split(
    '',
  ),
);
const COMPOUND =
  /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|长孙|宇文|轩辕|端木|独孤|南宫|第五|申屠|闻人|东郭|百里|呼延|赫连|澹台|公冶|宗政|濮阳|太叔|仲孙|钟离|鲜于|闾丘|司空|完颜|纳兰|万俟|淳于|拓跋|贺兰|颛孙|漆雕|乐正|巫马|公西|羊舌|梁丘|左丘|谷梁|段干|公羊|宰父|叔孙|哥舒|即墨|单于|仆固|斛律|爱新觉罗|叶赫那拉)/;

/** Whether the text begins with a Chinese family name, single or compound. */
export function startsWithSurname(text: string): boolean {
  return surnameLength(text) > 0;
}

/** A letter beyond the first Unicode plane stands in names and in nothing else that is typed. */
const RARE = /^[\u{20000}-\u{3ffff}]/u;

/** How long the family name at the beginning is: 0, 1 or more. */
export function surnameLength(text: string): number {
  const compound = COMPOUND.exec(text)?.[0].length ?? 0;
  if (compound > 0) return compound;
  if (RARE.test(text)) return 2;
  return SINGLE.has(text.charAt(0)) ? 1 : 0;
}
