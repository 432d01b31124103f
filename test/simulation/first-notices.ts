/** When the words of a notice must be seen for the first time, in one round after the other. */
export interface FirstNotice {
  /** What people call the reminder. */
  readonly name: string;
  readonly audience: '学校' | '乡镇' | '局' | '六员' | '群';
  /** Words that only this text has, typed off the shipped one. */
  readonly words: string;
  readonly days: readonly string[];
}

/**
 * From 2026-09-01 to 2027-07-15, worked out by hand with a calendar on the desk (`days.ts` has the days off): T by
 * the reminder's rule, back by its first step, and where that is a day off the last workday before.
 */
export const FIRST_NOTICES: readonly FirstNotice[] = [
  // T: the fifth school day after the first one, 9-08 and 3-01; five workdays before, the first day itself.
  {
    name: '开学报到',
    audience: '学校',
    words: '请对照入学通知书核对报到',
    days: ['2026-09-01', '2027-02-22'],
  },
  { name: '开学报到', audience: '乡镇', words: '会同村里入户一次', days: ['2026-09-01', '2027-02-22'] },
  { name: '开学自查', audience: '学校', words: '玩教具和实训设备', days: ['2026-09-01', '2027-02-22'] },
  { name: '开学消防课', audience: '学校', words: '会弯腰捂口鼻走', days: ['2026-09-01', '2027-02-22'] },
  // T: Tuesday of the third week.
  {
    name: '证照核对',
    audience: '学校',
    words: '食堂许可证、健康证、特种设备',
    days: ['2026-09-15', '2027-03-09'],
  },
  // Nine days before 9-18, 12-18, 3-18, 6-18; 6-09 is the Dragon Boat Festival.
  {
    name: '季度演练',
    audience: '学校',
    words: '小班由老师拉绳带出',
    days: ['2026-09-09', '2026-12-09', '2027-03-09', '2027-06-08'],
  },
  // Nine days before 9-18, 10-23, 12-11, 1-08, 3-24, 4-23 (the 24th is a Saturday), 6-11 (the 12th is one).
  {
    name: '每月演练',
    audience: '学校',
    words: '火灾、地震、防拥挤任选',
    days: ['2026-09-09', '2026-10-14', '2026-12-02', '2026-12-30', '2027-03-15', '2027-04-14', '2027-06-02'],
  },
  // Ten days before 9-20 (a Sunday that is worked), 12-18, 3-19, 6-18.
  {
    name: '季度复核',
    audience: '乡镇',
    words: '在册的孩子逐个核一遍',
    days: ['2026-09-10', '2026-12-08', '2027-03-09', '2027-06-08'],
  },
  {
    name: '季度复核',
    audience: '局',
    words: '户籍比学籍、学籍比在校',
    days: ['2026-09-10', '2026-12-08', '2027-03-09', '2027-06-08'],
  },
  // Four workdays before the 28th, or before the last workday until it: 11-27, 2-26, 3-26; 9-25 is 中秋.
  {
    name: '学校月报',
    audience: '学校',
    words: '没有的写0，报0也是报',
    days: [
      ...['2026-09-21', '2026-10-22', '2026-11-23', '2026-12-22', '2027-01-22'],
      ...['2027-02-22', '2027-03-22', '2027-04-22', '2027-05-24', '2027-06-22'],
    ],
  },
  {
    name: '乡镇月报',
    audience: '乡镇',
    words: '含户籍在本地、在外就读和流动儿童',
    days: [
      ...['2026-09-21', '2026-10-22', '2026-11-23', '2026-12-22', '2027-01-22'],
      ...['2027-02-22', '2027-03-22', '2027-04-22', '2027-05-24', '2027-06-22'],
    ],
  },
  // The fifth workday from the end of the quarter.
  {
    name: '季末零报告',
    audience: '学校',
    words: '重大危险源排查情况',
    days: ['2026-09-23', '2026-12-25', '2027-03-25', '2027-06-24'],
  },
  {
    name: '季末零报告',
    audience: '群',
    words: '排查过、没有的也要报',
    days: ['2026-09-23', '2026-12-25', '2027-03-25', '2027-06-24'],
  },
  // Seven days before 10-15.
  { name: '预案备案', audience: '学校', words: '疏散图和现在的楼一致不一致', days: ['2026-10-08'] },
  { name: '消防日', audience: '学校', words: '宿管和食堂师傅先学会用灭火器', days: ['2026-11-02'] },
  { name: '消防日', audience: '乡镇', words: '谁检查谁签字', days: ['2026-11-02'] },
  { name: '消防日', audience: '群', words: '可请消防指导员到场', days: ['2026-11-02'] },
  { name: '交通安全日', audience: '学校', words: '不坐超员车和拼装车', days: ['2026-11-30'] },
  { name: '安全教育日', audience: '学校', words: '教会孩子一个求助电话', days: ['2027-03-24'] },
  { name: '安全教育日', audience: '群', words: '记住一个求助电话', days: ['2027-03-24'] },
  // 4-10 is a Saturday, so T is 4-12; 4-05 is 清明 after a weekend.
  { name: '防溺水', audience: '学校', words: '把《致家长信》送到每位家长', days: ['2027-04-02'] },
  { name: '防溺水', audience: '乡镇', words: '逐处看河塘库堰的警示牌', days: ['2027-04-02'] },
  { name: '防灾减灾周', audience: '学校', words: '全县统一演练：避震', days: ['2027-05-06'] },
  { name: '防灾减灾周', audience: '乡镇', words: '请当天到一所学校看一次', days: ['2027-05-06'] },
  { name: '安全生产月', audience: '学校', words: '六月是安全生产月。请自己先查', days: ['2027-06-01'] },
  // Two days before 10-13 (10-11 is a Sunday, 10-10 is worked), 4-15, 6-25 (the 26th is a Saturday), four before 12-04.
  { name: '国际减灾日', audience: '学校', words: '认一遍疏散路线和集合点', days: ['2026-10-10'] },
  { name: '宪法日', audience: '学校', words: '读一段宪法', days: ['2026-11-30'] },
  { name: '国家安全教育日', audience: '学校', words: '发现可疑情况找老师', days: ['2027-04-13'] },
  { name: '禁毒日', audience: '学校', words: '请讲一次禁毒课', days: ['2027-06-23'] },
  // Three days before 9-30 (中秋 until the 27th), 4-30, 6-25.
  {
    name: '假期防溺水',
    audience: '学校',
    words: '会用竹竿、绳子、救生圈帮人',
    days: ['2026-09-24', '2027-04-27', '2027-06-22'],
  },
  // Three days before the last school day before 中秋, 国庆, 元旦, 清明, 五一, 端午 (of 2027 one day; 6-05 is a Saturday).
  {
    name: '放假前',
    audience: '学校',
    words: '学校自己留个记录就行',
    days: ['2026-09-21', '2026-09-24', '2026-12-28', '2027-03-30', '2027-04-27', '2027-06-04'],
  },
  // Four days before the last school day, 1-29 and 7-09.
  { name: '寒暑假前', audience: '学校', words: '发《告家长书》', days: ['2027-01-25', '2027-07-05'] },
  { name: '寒暑假前', audience: '乡镇', words: '谁照看、晚上在哪里', days: ['2027-01-25', '2027-07-05'] },
  {
    name: '月报对账',
    audience: '局',
    words: '再定数；不要求重填',
    days: [
      ...['2026-09-30', '2026-10-30', '2026-11-30', '2026-12-31', '2027-01-29'],
      ...['2027-02-26', '2027-03-31', '2027-04-30', '2027-05-31', '2027-06-30'],
    ],
  },
];
