import type { Changed, CountyDiff, DiffKind, Moved } from '../places/county-diff.ts';

const KINDS: Readonly<Record<DiffKind, string>> = {
  township: '乡镇',
  school: '学校',
  village: '村',
  water: '水域',
  member: '人员',
};

const FIELDS: Readonly<Record<string, string>> = {
  name: '名称',
  code: '代码',
  aliases: '别名',
  former: '原校名',
  townshipId: '乡镇',
  schoolId: '学校',
  schoolKind: '类型',
  pupils: '学生数',
  boarding: '寄宿',
  role: '角色',
  post: '职务',
  department: '部门',
  rights: '权限',
  shared: '共用账号',
  wecom: '企业微信账号',
  dingtalk: '钉钉账号',
};

const SECTIONS: Readonly<Record<string, string>> = {
  county: '县名、代码和电话',
  terms: '学期',
  seasons: '季节',
  workdays: '放假和补课日',
  dropouts: '控辍保学的做法',
  privacy: '调阅的规矩',
  districts: '片区',
  groups: '群',
  duty_contacts: '紧急联系人',
};

/** More of one sort than fit a screen. */
const MOST = 40;

/** What loading a file would change, line by line. */
export function diffLines({ added, removed, merged, changed, sections }: CountyDiff): readonly string[] {
  const lines = [
    ...movedLines('新增', '+', added),
    ...movedLines('去掉', '-', removed),
    ...merged.map(({ place, into }) => `  > 合并：${place.name} 并入 ${into.name}`),
    ...few(changed.map(changedLine)),
    ...(sections.length === 0
      ? []
      : [`  * 其他改动：${sections.map((name) => SECTIONS[name] ?? name).join('、')}`]),
  ];
  return lines.length === 0 ? ['与现在的县档案相比，没有变化。'] : ['与现在的县档案相比：', ...lines];
}

/** Who and what would no longer be there, in words; undefined: nobody and nothing. */
export function vanishing({ removed }: CountyDiff): string | undefined {
  if (removed.length === 0) return undefined;
  const people = removed.filter(({ kind }) => kind === 'member').length;
  const places = removed.length - people;
  return [people > 0 ? `${people} 个人` : '', places > 0 ? `${places} 个单位` : '']
    .filter(Boolean)
    .join('、');
}

function movedLines(what: string, mark: string, items: readonly Moved[]): readonly string[] {
  return (Object.keys(KINDS) as DiffKind[]).flatMap((kind) => {
    const names = items.filter((item) => item.kind === kind).map(({ name }) => name);
    if (names.length === 0) return [];
    const more = names.length > MOST ? ' …' : '';
    return [`  ${mark} ${what}${KINDS[kind]} ${names.length}：${names.slice(0, MOST).join('、')}${more}`];
  });
}

function changedLine({ kind, before, after, fields }: Changed): string {
  const renamed = before === after ? after : `${before} 改名为 ${after}`;
  const others = fields.filter((field) => field !== 'name').map((field) => FIELDS[field] ?? field);
  return `  * ${KINDS[kind]} ${renamed}${others.length === 0 ? '' : `（${others.join('、')}）`}`;
}

function few(lines: readonly string[]): readonly string[] {
  if (lines.length <= MOST) return lines;
  return [...lines.slice(0, MOST), `  * … 共 ${lines.length} 处改动`];
}
