import { chanceOf } from './chance.ts';
import type { Citizen, SimulatedCounty } from './county.ts';
import { isWorked } from './days.ts';
import type { World } from './world.ts';

/** A county in which nothing happens has digests that say nothing: about three children and six hazards a week. */
const CHILDREN_A_DAY = 0.6;
const HAZARDS_A_DAY = 1.2;
const HAZARDS = [
  '食堂 燃气报警器失灵',
  '教学楼 应急灯不亮',
  '宿舍 护栏松动',
  '操场 围墙裂缝',
  '校门口 减速带缺失',
] as const;
/** Placeholders that no real child can have; they must never come back in a group or a digest. */
const CHILDREN = ['测试甲', '测试乙', '测试丙', '测试丁'] as const;
const AT = '11:00';

/** What schools report of their own accord, on workdays at eleven. */
export function lifeOf(world: World, county: SimulatedCounty, seed: number) {
  const schoolPeople = county.people.filter(({ school, post }) => school !== undefined && post === '校长');
  return async (day: string, time: string): Promise<void> => {
    if (time !== AT || !isWorked(day)) return;
    const chance = chanceOf('life', seed, day);
    const someone = (): Citizen => chance.pick(schoolPeople);
    for (let n = howMany(CHILDREN_A_DAY, chance.next()); n > 0; n -= 1)
      await say(world, someone(), (school) => `报辍学 ${school} ${chance.pick(CHILDREN)} 疑似`);
    for (let n = howMany(HAZARDS_A_DAY, chance.next()); n > 0; n -= 1)
      await say(world, someone(), (school) => `报隐患 ${school} ${chance.pick(HAZARDS)}`);
  };
}

async function say(world: World, { school, dingtalk, wecom }: Citizen, line: (school: string) => string) {
  const speaking =
    dingtalk === undefined
      ? ({ platform: 'wecom', sender: wecom ?? '' } as const)
      : ({ platform: 'dingtalk', sender: dingtalk } as const);
  if (school !== undefined) await world.say(line(school), speaking);
}

/** A whole number with this mean, zero to twice it. */
const howMany = (mean: number, roll: number): number => Math.floor(mean * 2 * roll + 0.5);
