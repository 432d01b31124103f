/** Lines a newcomer can tap; they go to the composer and are not sent by themselves. */
export function exampleLines(place: string): readonly string[] {
  return [
    '帮助',
    '查 辍学',
    '统计 二次辍学',
    `报辍学 ${place} 疑似 八年级 男 厌学`,
    `报隐患 ${place} 食堂 燃气报警器失灵`,
    '撤回',
  ];
}
