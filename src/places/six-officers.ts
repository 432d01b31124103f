/** One of the officers that other offices send to a school (六员进校园). */
export interface OfficerRole {
  /** 消防指导员 */
  readonly name: string;
  /** What else their post is called. */
  readonly aliases: readonly string[];
  /** Words of hazards that they are called for. */
  readonly for: readonly string[];
}

/** What holds where the county file says nothing; counties name and cut them differently. */
export const USUAL_OFFICERS: readonly OfficerRole[] = [
  { name: '法治辅导员', aliases: ['法制辅导员', '法治副校长', '法制副校长'], for: ['欺凌', '法治', '违法'] },
  {
    name: '公安联络员',
    aliases: ['派出所联络员', '驻校民警'],
    for: ['治安', '带刀', '打架', '欺凌', '滋事'],
  },
  {
    name: '消防指导员',
    aliases: ['消防联络员'],
    for: ['消防', '燃气', '灭火', '疏散', '充电', '电线', '烟感'],
  },
  { name: '食品监督员', aliases: ['食品安全副校长'], for: ['食堂', '食品', '过期', '发霉', '留样'] },
  { name: '护校巡防员', aliases: ['护学岗'], for: ['校门', '周边', '围墙', '上下学', '交通'] },
  { name: '心理疏导员', aliases: ['心理辅导员'], for: ['心理'] },
];
