import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { fromRoot } from '../support/from-root.ts';
import { type Chance, chanceOf } from './chance.ts';
import { RESTING, TERMS, WORKING } from './days.ts';

/** A person of the simulated county, with the accounts their messages come to. */
export interface Citizen {
  readonly name: string;
  readonly role: string;
  readonly post: string;
  readonly township?: string;
  readonly school?: string;
  readonly wecom?: string;
  readonly dingtalk?: string;
}

/** A group chat, as the shipped county has it. */
export interface CountyGroup {
  readonly name: string;
  readonly audience: string;
  readonly township?: string;
  readonly school?: string;
  readonly wecom?: { readonly chat: string };
  readonly dingtalk?: { readonly chat: string };
}

/** The county of the simulation: 20 townships, 120 schools, everybody who is asked for something. */
export interface SimulatedCounty {
  /** The county file. */
  readonly yaml: string;
  readonly townships: readonly string[];
  readonly schools: readonly { readonly name: string; readonly township: string; readonly pupils: number }[];
  readonly people: readonly Citizen[];
  readonly groups: readonly CountyGroup[];
}

interface File {
  readonly townships: readonly { readonly name: string }[];
  readonly schools: readonly {
    readonly name: string;
    readonly township: string;
    readonly pupils?: number;
  }[];
  readonly members: readonly Citizen[];
  readonly groups: readonly CountyGroup[];
}

const SHIPPED = fromRoot('templates/county/wangxi.yaml');

// Rare surnames with plants, weather and hills: nobody is meant.
const SURNAMES = [...'亓仉仝冼况厍呙寿岐庹弓折敖昝暴晁桓植殳牟璩畅皇相眭禹秘笪粟糜练羿脱臧舒荀莘虢訾谯'];
const GIVEN = [
  ...['云杉', '青荇', '白芷', '秋葵', '石竹', '远山', '枫林', '春溪', '初雪', '松涛', '半山', '晚禾'],
  ...['望舒', '苍术', '紫苏', '连翘', '木槿', '青黛', '泽兰', '长庚', '朝露', '听泉', '临川', '知夏'],
];

/** Makes the county; the same seed makes the same one. */
export function simulatedCounty(seed: number): SimulatedCounty {
  const file = parse(readFileSync(SHIPPED, 'utf8')) as File;
  const chance = chanceOf('county', seed);
  const names = namesOf(chance);
  const account = accounts(chance);
  const person = (role: string, post: string, unit: Pick<Citizen, 'township' | 'school'>): Citizen => ({
    name: next(names),
    role,
    post,
    ...unit,
    ...account(),
  });
  const { members } = file;
  const missing = (post: string, unit: Pick<Citizen, 'township' | 'school'>): boolean =>
    !members.some(
      (each) => each.post === post && each.township === unit.township && each.school === unit.school,
    );
  const wanted = [
    ...file.townships.flatMap(({ name: township }) => [
      { role: '乡镇', post: '教育专干', unit: { township } },
      { role: '乡镇', post: '分管副镇长', unit: { township } },
    ]),
    ...file.schools.flatMap(({ name: school }) => [
      { role: '学校', post: '校长', unit: { school } },
      { role: '学校', post: '安全副校长', unit: { school } },
      ...(chance.happens(0.5) ? [{ role: '学校', post: '总务主任', unit: { school } }] : []),
      ...(chance.happens(0.2)
        ? [
            {
              role: '六员',
              post: chance.pick(['法制辅导员', '公安联络员', '食品监督员', '护校巡防员']),
              unit: { school },
            },
          ]
        : []),
    ]),
    { role: '领导', post: '局长', unit: {} },
    { role: '教育局', post: '安全股干事', unit: {} },
  ];
  const added = wanted
    .filter(({ post, unit }) => missing(post, unit))
    .map(({ role, post, unit }) => person(role, post, unit));
  const people = [...members, ...added];
  return {
    yaml: stringify({
      ...file,
      terms: TERMS,
      workdays: { rest: RESTING, work: WORKING },
      members: people,
    }),
    townships: file.townships.map(({ name }) => name),
    schools: file.schools.map(({ name, township, pupils = 50 }) => ({ name, township, pupils })),
    people,
    groups: file.groups,
  };
}

/** 六成只用钉钉，两成半只用企业微信，其余两个都有。 */
function accounts(chance: Chance): () => Pick<Citizen, 'wecom' | 'dingtalk'> {
  let serial = 0;
  return () => {
    serial += 1;
    const roll = chance.next();
    const dingtalk = roll < 0.6 || roll >= 0.85 ? { dingtalk: `1${String(serial).padStart(4, '0')}` } : {};
    const wecom = roll >= 0.6 ? { wecom: `sim${String(serial).padStart(4, '0')}` } : {};
    return { ...dingtalk, ...wecom };
  };
}

function namesOf(chance: Chance): string[] {
  const names = SURNAMES.flatMap((surname) => GIVEN.map((given) => surname + given));
  // Fisher and Yates
  for (let n = names.length - 1; n > 0; n -= 1) {
    const other = chance.between(0, n);
    [names[n], names[other]] = [names[other] ?? '', names[n] ?? ''];
  }
  return names;
}

function next(names: string[]): string {
  const name = names.pop();
  if (name === undefined) throw new Error('There are more people than names.');
  return name;
}
