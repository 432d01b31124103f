import type { Hazard } from '../hazards/types.ts';
import type { Inspection, InspectionForm } from '../inspections/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName, fullName } from '../places/naming.ts';
import type { School } from '../places/place.ts';
import type { Facts, Values } from './fill.ts';
import { listed } from './hazard-facts.ts';
import { day } from './words.ts';

/** What is known of a school: its open hazards, and the form that was signed last or is to be filled in. */
export interface SchoolSources {
  readonly gazetteer: Gazetteer;
  readonly hazards: readonly Hazard[];
  readonly form: InspectionForm | undefined;
  readonly inspection: Inspection | undefined;
}

/** What documents about a school say. */
export function schoolFacts(school: School, { gazetteer, hazards, form, inspection }: SchoolSources): Facts {
  return {
    values: {
      学校: fullName(gazetteer, school),
      乡镇: areaName(gazetteer, school.townshipId),
      检查表: form?.name,
      检查依据: form?.basis,
      检查日期: day(inspection?.on),
      检查人: inspection?.by.name,
      问题条数: inspection === undefined ? undefined : String(inspection.findings.length),
    },
    lists: {
      隐患清单: hazards.map((hazard) => listed(hazard, { gazetteer })),
      检查项目: form === undefined ? [] : items(form, inspection),
    },
  };
}

/** Every item of the form; of one that nobody signed yet the results are to be written. */
function items(form: InspectionForm, inspection: Inspection | undefined): readonly Values[] {
  const rows = form.items.map(({ text, basis }, n) => {
    const found = inspection?.findings.find(({ item }) => item === n + 1);
    return {
      ...{ 项目: text, 依据: basis },
      结果: inspection === undefined ? undefined : found === undefined ? '正常' : '有问题',
      问题: found?.words,
    };
  });
  const others = inspection?.findings.filter(({ item }) => item === undefined) ?? [];
  return [...rows, ...others.map(({ words }) => ({ 项目: '其他', 结果: '有问题', 问题: words }))];
}
