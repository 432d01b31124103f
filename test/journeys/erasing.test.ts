import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eraseOldJob } from '../../src/jobs/erase-old.ts';
import { USUAL_PRIVACY_RULES } from '../../src/places/privacy-rules.ts';
import { boxesOf, collectionsOf, documentsOf, opened } from '../../src/privacy/sealed-store.ts';
import { SEALED } from '../../src/sealed-fields.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

const CHILD = '测甲乙';
const [GUARDIAN, PHONE, ID] = ['测丙丁', '13912345678', '99010120130315001X'];
const clock = fixedClock(new Date('2026-11-30T10:00:00+08:00'));
let chat: TestChat;
let say: Talk;
beforeAll(async () => {
  chat = await chatInWangxi({ clock });
  say = talkTo(chat, 'dingtalk');
});
afterAll(() => chat.stop());

/** Everything of files and photos that opens, and everything in clear. */
async function kept(no: string): Promise<string> {
  const { mongo, sealer } = chat.base.database;
  const found: string[] = [];
  const looked = ['dropouts', 'documents', 'photos', 'trail_words', 'trail'];
  for (const { collection, sealed } of await collectionsOf(mongo.db, SEALED))
    for await (const document of looked.includes(collection) ? documentsOf(mongo.db, collection) : []) {
      if (['dropouts', 'documents'].includes(collection) && document.no !== no) continue;
      const boxes = boxesOf(sealed, document, []);
      found.push(JSON.stringify(document));
      found.push(...boxes.map(({ bytes, place = '' }) => String(opened(sealer, bytes, place))));
    }
  return found.join('\n');
}

const numbers = async (no: string) =>
  (await chat.parts.services.documents.of({ of: no })).map((one) => one.number);
/** Two papers that name the child are signed; one of them is void, and why names the child as well. */
async function signTwo(no: string): Promise<void> {
  for (const name of ['限期复学通知书', '限期复学通知书']) {
    await say('bureau', `文书 ${no} ${name} 签发 签发人岑立夏`);
    await say('bureau', '确认');
  }
  await say('bureau', `文书 作废 ${(await numbers(no)).at(-1)} ${CHILD}的名字写错`);
  await say('bureau', '确认');
}

let serial = 0;
/** A lead that turned out to be none, with everything known of the child, a note, papers and a photo. */
async function finished(school = '桐渡镇初级中学'): Promise<string> {
  const { dropouts, photos, trail, places } = chat.parts.services;
  const by = { key: 'dingtalk:0202', person: 'm-tongdu', role: 'township' };
  const place = (await places.current()).schools.find(({ name }) => name === school);
  serial += 1;
  const { no } = await dropouts.report({
    ...{ areaId: place?.townshipId ?? '', schoolId: place?.id ?? '', reportedAs: '疑似', begins: 'lead' },
    ...{ grade: '八年级', sex: '男', child: {}, photos: [], by, at: clock.now(), on: '2026-11-30' },
  })(`wecom:erase-${serial}:1`);
  await say('tongdu', `${no} 补充 ${CHILD} 监护人${GUARDIAN} 电话${PHONE}`);
  await say('bureau', `代 民政局 已走访${CHILD}家 ${no}`);
  const ids = await photos.note(
    `p-${no}`,
    [{ platform: 'dingtalk', url: 'https://x.test/1' }],
    by.key,
    clock.now(),
  );
  await photos.attach(ids, no);
  const read = { key: `read:${no}`, at: clock.now(), what: 'read', by, file: no } as const;
  await trail.record([{ ...read, sealed: `核对${CHILD}` }]);
  await dropouts.supplement(no, { idNumber: ID }, by, clock.now())(`id:${no}`);
  await signTwo(no);
  await dropouts.decide(no, { move: 'dismissed' }, { by, at: clock.now() })(`no:${no}`);
  return no;
}

const counts = async (): Promise<string> =>
  `${await say('bureau', '查 总表')}\n${await say('bureau', '查 认定')}`;
const erasedFacts = async (file: string) =>
  (await chat.parts.services.trail.find({ file, what: ['erased'] }, { skip: 0, limit: 9 })).facts;

describe('a guardian asks that what is known of their child is deleted', () => {
  let no: string;
  let before: string;
  beforeAll(async () => {
    no = await finished();
    before = await counts();
  });

  it('is refused while the case is worked on, and without a document', async () => {
    const open = /K26-\d{4}-[A-Z]/.exec(
      await say('tongdu', '报辍学 桐渡镇初级中学 疑似 七年级 女 厌学'),
    )?.[0];
    expect(await say('bureau', `删除个人信息 ${open} 县教信〔2026〕3号`)).toContain('还在办');
    expect(await say('bureau', `删除个人信息 ${no}`)).toContain('收文号');
    before = await counts();
  });

  it('is recorded by one person and decided by another', async () => {
    await say('bureau', `删除个人信息 ${no} 县教信（2026）3号`);
    expect(await say('bureau', '确认')).toContain('文号 县教信〔2026〕3号');
    expect(await say('bureau', `删除个人信息 同意 ${no}`)).not.toContain('确认');
    expect(await kept(no)).toContain(CHILD);
    expect(await say('leader', `删除个人信息 同意 ${no}`)).toContain('无法找回');
    expect(await say('leader', '确认')).toContain(`凭证：11月30日，文号 县教信〔2026〕3号，案号 ${no}`);
  });

  it('leaves nothing of the child in the database, and the figures as they were', async () => {
    expect(await kept(no)).not.toMatch(new RegExp(`${CHILD}|${GUARDIAN}|${PHONE}|${ID}|八年级`));
    expect(await chat.parts.services.photos.countOf(no)).toBe(0);
    expect(await counts()).toBe(before);
    expect(await say('bureau', `个案 ${no} 经过`)).toContain('个人信息已删除');
  });

  it('leaves the register its papers, their numbers and what is void, and gives nothing of them out', async () => {
    const { documents } = chat.parts.services;
    const [left, ...others] = await documents.of({ of: no });
    expect([left, ...others]).toMatchObject([
      { state: 'signed', erased: true },
      { state: 'void', erased: true },
    ]);
    expect(await say('bureau', '文书 登记')).toContain(`${left?.number} 限期复学通知书 ${no}`);
    expect(await say('bureau', `文书 取回 ${left?.number}`)).toContain('个人信息已按规定删除');
    await say('bureau', `文书 作废 ${left?.number} ${CHILD}的名字写错`);
    expect(await say('bureau', '确认')).toContain('已作废');
    expect(await kept(no)).not.toContain(CHILD);
  });

  it('stands on the trail as what it is, and is done once', async () => {
    expect(await erasedFacts(no)).toMatchObject([{ by: { name: '岑立夏' }, detail: { kind: 'erased' } }]);
    expect(await say('bureau', `删除个人信息 ${no} 县教信〔2026〕4号`)).toContain('已于11月30日删除');
  });
});

it('forgets who the child was when the time is over, once, and counts as before', async () => {
  const no = await finished();
  const before = await counts();
  const { dropouts } = chat.parts.services;
  const job = eraseOldJob({
    cases: (now) => dropouts.eraseDue(USUAL_PRIVACY_RULES, now),
    words: async () => 0,
  });
  expect(await kept(no)).toContain(`${CHILD}的名字写错`);
  const run = async (day: string) => {
    const now = new Date(`${day}T03:10:00+08:00`);
    return (await job.run({ now, slot: now, signal: new AbortController().signal })).counts.cases;
  };
  expect(await run('2026-12-01')).toBe(0);
  expect(await run('2027-11-29')).toBe(0);
  expect(await kept(no)).toContain(CHILD);
  expect(await run('2027-11-30')).toBe(1);
  expect(await run('2027-12-01')).toBe(0);
  expect(await kept(no)).not.toMatch(new RegExp(`${CHILD}|${GUARDIAN}|${PHONE}|${ID}`));
  expect(await erasedFacts(no)).toMatchObject([{ by: { role: 'job' } }]);
  expect(await counts()).toBe(before);
});
