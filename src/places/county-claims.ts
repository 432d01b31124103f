import type { Claim } from './county-doubles.ts';
import { itemTitle, type Rows } from './county-sections.ts';
import type { Path } from './county-yaml.ts';
import type { CountyFile } from './file-shape.ts';
import { townshipForms } from './township-forms.ts';

/** Everything that may be there only once: names, aliases, codes, user ids and chats. `file` and `rows` run in parallel. */
export function claimsOf(file: CountyFile, rows: Rows): readonly Claim[] {
  const townshipWords = new Set(file.townships.flatMap(({ name, aliases }) => [name, ...aliases]));
  return [
    ...shortNames(file, rows),
    ...file.townships.flatMap((place, n) => named('townships', '乡镇', place, at(rows.townships, n))),
    ...file.schools.flatMap((place, n) => [
      ...named('schools', `${place.township}的学校`, place, at(rows.schools, n)),
      ...(place.former ?? []).flatMap((word, m) =>
        formerClaims(place, word, [...at(rows.schools, n), 'former', m]),
      ),
      // A school called like a township would make every report of that township a question.
      ...place.aliases
        .filter((alias) => townshipWords.has(alias))
        .map((alias) =>
          claim('schools', '乡镇', place, alias, `别名“${alias}”`, [...at(rows.schools, n), 'aliases']),
        ),
    ]),
    ...file.villages.flatMap((place, n) =>
      named('villages', `${place.township}的村`, place, at(rows.villages, n)),
    ),
    ...file.waters.flatMap((place, n) =>
      named('waters', `${place.township}的水域`, place, at(rows.waters, n)),
    ),
    ...file.districts.map((place, n) =>
      claim('districts', '片区', place, place.name, `名称“${place.name}”`, at(rows.districts, n)),
    ),
    ...(file.seasons ?? []).map((season, n) =>
      claim('seasons', '季节', season, season.name, `名称“${season.name}”`, at(rows.seasons, n)),
    ),
    ...file.members.flatMap((member, n) => people(member, at(rows.members, n))),
    ...file.groups.flatMap((group, n) => chats(group, at(rows.groups, n))),
    ...(file.dutyContacts ?? []).map(({ kind }, n): Claim => {
      const owner = itemTitle('duty_contacts', { kind }, n);
      return { scope: 'duty_contacts', word: kind, said: '这一类', owner, path: at(rows.duty_contacts, n) };
    }),
  ];
}

/** 桐渡 means 桐渡镇 without being written down: no other township may take it as an alias. Two may share it. */
function shortNames(file: CountyFile, rows: Rows): readonly Claim[] {
  const written = new Set(file.townships.flatMap(({ aliases }) => aliases));
  const claims = file.townships.flatMap((place, n) =>
    townshipForms(place.name)
      .filter((form) => written.has(form))
      .map((form) => claim('townships', '乡镇', place, form, `简称“${form}”`, at(rows.townships, n))),
  );
  return claims.filter(({ word }, n) => claims.findIndex((other) => other.word === word) === n);
}

const at = (list: readonly { readonly path: Path }[], n: number): Path => list[n]?.path ?? [];

type ListName = keyof Rows;

interface Place {
  readonly name: string;
  readonly code?: string;
  readonly aliases: readonly string[];
}

function named(list: ListName, scope: string, place: Place, path: Path): Claim[] {
  return [
    claim(list, scope, place, place.name, `名称“${place.name}”`, [...path, 'name']),
    ...place.aliases.map((alias, n) =>
      claim(list, scope, place, alias, `别名“${alias}”`, [...path, 'aliases', n]),
    ),
    ...(place.code === undefined
      ? []
      : [claim(list, `${list} code`, place, place.code, `代码“${place.code}”`, [...path, 'code'])]),
  ];
}

/** What was merged is not there any more, and merged into one school only. */
function formerClaims(school: CountyFile['schools'][number], word: string, path: Path): Claim[] {
  const said = `原校“${word}”`;
  return [
    claim('schools', `${school.township}的学校`, school, word, said, path),
    claim('schools', 'schools code', school, word, said, path),
  ];
}

function people(member: CountyFile['members'][number], path: Path): Claim[] {
  const { name, role, township = '', school = '', department = '', post = '' } = member;
  const self = JSON.stringify([name, role, township, school, department, post]);
  return [
    claim('members', '同一个人', member, self, '同一个人（姓名、角色、单位、职务都相同）', path),
    ...(['wecom', 'dingtalk'] as const).flatMap((platform) => {
      const id = member[platform];
      return id === undefined
        ? []
        : [claim('members', platform, member, id, `${platform}“${id}”`, [...path, platform])];
    }),
  ];
}

function chats(group: CountyFile['groups'][number], path: Path): Claim[] {
  return [
    claim('groups', '群名', group, group.name, `名称“${group.name}”`, [...path, 'name']),
    ...(['wecom', 'dingtalk'] as const).flatMap((platform) => {
      const chat = group[platform]?.chat;
      const said = `${platform} 的 chat“${chat}”`;
      return chat === undefined
        ? []
        : [claim('groups', `${platform} chat`, group, chat, said, [...path, platform, 'chat'])];
    }),
  ];
}

function claim(
  list: ListName,
  scope: string,
  item: { readonly name: string },
  word: string,
  said: string,
  path: Path,
): Claim {
  return { scope, word, said, owner: itemTitle(list, item, 0), path };
}
