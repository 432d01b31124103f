import { createGazetteer } from '../../src/places/create-gazetteer.ts';
import type { Gazetteer } from '../../src/places/gazetteer.ts';
import type { School, SchoolKind, Township, Village, Water } from '../../src/places/place.ts';

const TOWNSHIPS: readonly (readonly [string, string])[] = [
  ['tongdu', '桐渡镇'],
  ['liucha', '柳汊镇'],
  ['hezhoudu', '禾洲渡镇'],
  ['liao', '栗坳镇'],
  ['lipo', '梨坳乡'],
  ['wenbita', '文笔塔街道'],
  ['sanhe', '三合镇'],
  ['pingan', '平安镇'],
  ['shagou', '沙沟回族乡'],
  ['jiangbei', '江北街道'],
  ['jianmin', '建民街道'],
  ['wuli', '五里镇'],
  ['qinggangling', '青杠岭林场'],
];
const SCHOOLS: readonly (readonly [string, string, string, SchoolKind])[] = [
  ['tongdu-centre', '桐渡镇中心小学', 'tongdu', '小学'],
  ['tongdu-middle', '桐渡镇初级中学', 'tongdu', '初中'],
  ['tongdu-willow', '桐渡镇柳树湾小学', 'tongdu', '小学'],
  ['liucha-willow', '柳汊镇柳树湾小学', 'liucha', '小学'],
  ['liucha-middle', '柳汊镇初级中学', 'liucha', '初中'],
  ['liucha-centre', '柳汊镇中心小学', 'liucha', '小学'],
  ['sanhe-centre', '三合镇中心小学', 'sanhe', '小学'],
  ['sanhe-kids', '三合镇中心幼儿园', 'sanhe', '幼儿园'],
  ['county-first', '望溪县第一中学', 'wenbita', '完全中学'],
];

/** A small county for tests of the command language, by the real gazetteer. */
export function fakeGazetteer(): Gazetteer {
  return createGazetteer({
    version: 'test',
    county: { name: '望溪县', code: '990101', dutyPhone: '000-0000000' },
    townships: TOWNSHIPS.map(([id, name]): Township => ({ kind: 'township', id, name, aliases: [] })),
    schools: SCHOOLS.map(
      ([id, name, townshipId, schoolKind]): School => ({
        kind: 'school',
        id,
        name,
        townshipId,
        schoolKind,
        boarding: false,
        aliases: id === 'tongdu-centre' ? ['桐渡中心校', '桐中心小'] : [],
      }),
    ),
    villages: [village('maple', '枫树村', 'tongdu')],
    waters: [water('heron', '白鹭滩水库', 'sanhe')],
    retired: [],
  });
}

function village(id: string, name: string, townshipId: string): Village {
  return { kind: 'village', id, name, townshipId, aliases: [] };
}

function water(id: string, name: string, townshipId: string): Water {
  return { kind: 'water', id, name, townshipId, aliases: [] };
}
