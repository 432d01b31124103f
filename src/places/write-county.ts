import { Document, isMap, isSeq } from 'yaml';
import { writeDropouts } from './county-dropouts.ts';
import { writePrivacy } from './county-privacy.ts';
import { DUTY_WORDS } from './emergency-kinds.ts';
import type { CountyFile, FileMember, FileSeason, FileTerm } from './file-shape.ts';

/** The county file as text that `parseCounty` reads back as the same file. Holds push addresses, if there are any. */
export function writeCounty(file: CountyFile): string {
  const { county, workdays } = file;
  const sections = {
    county: {
      name: county.name,
      code: county.code,
      level_words: county.levelWords,
      duty_phone: county.dutyPhone,
    },
    terms: file.terms.map(({ name, from, to }: FileTerm) => ({ name, from, to })),
    seasons: (file.seasons ?? []).map(({ name, from, to }: FileSeason) => ({ name, from, to })),
    workdays: workdays.rest.length + workdays.work.length === 0 ? {} : workdays,
    dropouts: writeDropouts(file.dropouts),
    hazards: file.hazards ?? {},
    documents: file.documents ?? {},
    privacy: writePrivacy(file.privacy),
    townships: file.townships.map(lean),
    villages: file.villages.map(lean),
    districts: file.districts,
    schools: file.schools.map(lean),
    waters: file.waters.map(lean),
    members: file.members.map(({ rights, ...member }: FileMember) => ({
      ...member,
      ...(rights === undefined ? {} : { rights: rights.map(() => '调阅') }),
    })),
    groups: file.groups,
    duty_contacts: (file.dutyContacts ?? []).map(({ kind, ...rest }) => ({
      kind: DUTY_WORDS[kind][0],
      ...rest,
    })),
  };
  const written = Object.fromEntries(Object.entries(sections).filter(([, value]) => !isEmpty(value)));
  const document = new Document(chinese(written), { keepUndefined: false });
  layOut(document);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** 是 and 否, as a clerk writes them: `true` means nothing to them. */
function chinese(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.map(chinese);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, chinese(member)]));
}

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

function lean<T extends { readonly aliases: readonly string[] }>({ aliases, ...rest }: T): object {
  return aliases.length === 0 ? rest : { ...rest, aliases };
}

/** One line per item, a blank line before each section. */
function layOut(document: Document): void {
  if (!isMap(document.contents)) return;
  for (const { key, value } of document.contents.items) {
    if (key !== null && typeof key === 'object' && document.contents.items[0]?.key !== key)
      (key as { spaceBefore?: boolean }).spaceBefore = true;
    for (const item of isSeq(value) ? value.items : []) if (isMap(item)) item.flow = true;
  }
}
