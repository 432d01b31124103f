const CHILD =
  '(?<![给为替])(?:孩子(?!们)|小孩|娃(?!娃[菜机哈])|(?<!大)学生(?!们|会|干部)|未成年|男孩|女孩|丫头|小姑娘|小伙子|少年|儿童|初中生|小学生|(?<!\\d)(?:[6-9]|1[0-5])岁|(?:十[一二三四五]|(?<!十)[六七八九十])岁)';
const WORK =
  '(?:打工|打零工|打杂|做工|帮工|务工|做苦力|当学徒|做学徒|干活(?!动)|上班(?!会|级|主)|搬砖|扛水泥|洗头|洗碗|洗车|端盘子|端菜|当服务员|进(?:了)?厂(?!参观|研学)|卖(?:菜|花|唱|艺|水果|东西|烧烤)|摆摊|看摊|送外卖|送快递|乞讨|要饭|讨饭|讨钱|捡(?:垃圾|废品|破烂|瓶子)|放(?:牛|羊)|挖煤|下矿)';
/** Of what is done in holidays, at school or as a lesson nobody needs to hear. */
const NO_LABOUR = /暑假|寒假|假期|实习|研学|劳动课|劳动教育|社会实践|志愿|勤工|家务|值日|放学后|周末/;
const AGED = /(?<!\d)(?:[6-9]|1[0-5])岁|[六七八九十]岁|十[一二三四五]岁/;
/** Whose parents work elsewhere does not work; who is there with them, or was sent by them, does. */
const OF_PARENTS =
  /(?<![跟随和与同着被由][他她]?)(?:父母|爸妈|父亲|母亲|爸爸?|妈妈?|家长|爷爷|奶奶)[^,，。;；孩娃童学丫跟带给为替]*/g;
const CHILD_WORKS = new RegExp(
  `童工|${CHILD}[^。;；]{0,16}${WORK}|${WORK}的?(?:是|有)?[^,，。;；]{0,4}${CHILD}`,
);
const NO_SCHOOL = new RegExp(
  `辍学|失学|退学|${CHILD}[^。;；]{0,16}(?:(?:没|没有|不)(?:再|去|在|让|能|得)?(?:上学|上课|上过学|读书|读过书|念书|到校|书读|学上|进过?学校)|[上读念]不[了起成](?:学|书)|交不起学费|流浪|(?:结婚|嫁人|订婚|定亲)了?)|不(?:让|准|给|送)[^,，。;；]{0,6}(?:上学|读书|念书)|(?:没|没有)(?:人)?送[^,，。;；]{0,6}(?:上学|读书|念书)|从(?:来)?没(?:有)?(?:上过学|读过书|进过学校)`,
);

/** Whether words tell of a child who works or is out of school, whatever they were filed as. Pure. */
export function tellsOfChild(words: string): boolean {
  const said = words.replace(OF_PARENTS, '');
  const works = CHILD_WORKS.test(said) && (!NO_LABOUR.test(words) || AGED.test(words));
  return works || NO_SCHOOL.test(words);
}
