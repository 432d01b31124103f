import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createReaders } from '../../src/digests/readers-store.ts';
import { createPhotoFiles } from '../../src/media/photo-files.ts';
import { createRosterCodes } from '../../src/people/roster-codes-store.ts';
import { numberIn } from '../journeys/talk.ts';
import { type PEOPLE, talkTo } from '../journeys/wangxi.ts';
import { fromRoot } from '../support/from-root.ts';
import type { TestProgram } from '../support/program.ts';

const SECRETS = /(- name: [^\n]+\n(?:[^\n]*\n)*?\s+wecom: \{ chat: [^ }]+)( \})/;

/** 望溪县 with a push address of a group: it lies sealed in the version. */
export const COUNTY = readFileSync(fromRoot('templates/county/wangxi.yaml'), 'utf8').replace(
  SECRETS,
  '$1, webhook: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=test"$2',
);

/** What was put into the county's database, for questions about it later. */
export interface Filled {
  /** The case of a child whose name is known. */
  readonly no: string;
  /** A roster code that nobody has used. */
  readonly code: string;
  readonly photoId: string;
}

/** Something of everything that is sealed. */
export async function fill(program: TestProgram): Promise<Filled> {
  const { services } = program.app.built;
  const { mongo, sealer } = program.app.database;
  const talk = talkTo(program, 'wecom');
  const said = async (who: keyof typeof PEOPLE, text: string): Promise<string> => {
    const reply = await talk(who, text);
    return reply.endsWith('确认') ? talk(who, '确认') : reply;
  };
  const school = (await services.places.current()).schools.find(({ name }) => name === '桐渡镇初级中学');
  const schoolId = school?.id ?? '';
  const by = { key: 'wecom:sangxiaoman', role: 'township' } as const;
  const at = new Date();
  const child = { name: '测甲乙', guardian: '测甲丙', phone: '13800000000' };
  const draft = { areaId: school?.townshipId ?? '', schoolId, reportedAs: '疑似' as const, traits: {} };
  const { no } = await services.dropouts.report({ ...draft, child, by, at, on: '2026-11-24', photos: [] })(
    `fill-${randomInt(1e9)}`,
  );
  await said('bureau', `代 民政局 已受理 ${no}`);
  const hazard = numberIn(await said('tongdu', '报隐患 桐渡镇中心小学 食堂 燃气报警器失灵'));
  await said('bureau', `督办 ${hazard} 3天内 请先关阀停用`);
  await said('vicePrincipal', `六员 叫 ${hazard}`);
  await said('bureau', '派检查 专项检查 桐渡镇中心小学 检查人宁可行 12月31日前 重点食堂燃气');
  await said('bureau', `文书 ${hazard} 整改通知书 签发 签发人岑立夏`);
  const emergency = numberIn(await said('tongdu', '桐渡镇中心小学 着火了'));
  await said('bureau', `${emergency} 续报 火已扑灭`);
  await said('leader', '批示 请安全股本周内复查');
  await said('bureau', '派任务 学校 取暖设备排查 12月4日 依据 县教〔2026〕9号 10分钟 回数字');
  await said('bureau', '确认');
  await said('principal', '报送 取暖设备排查 3');
  await said('principal', '检查 消防 桐渡镇初级中学 3 疏散通道堆杂物');
  await said('principal', '证照 校车 川A12345 2027-03-01');
  await said('bureau', '提醒 改 防溺水 时间 每年 4月15日');
  await said('bureau', '天气 暴雨 黄色预警');
  await said('leader', '日报');
  await said('tongdu', '报辍学');
  const person = 'wecom:sangxiaoman';
  await services.waiting.put({
    ...{ key: 'fill', person, kind: 'assigned', text: '请看 K26', at },
    until: new Date(at.getTime() + 86_400_000),
  });
  const reading = { key: `read-${randomInt(1e9)}`, at, what: 'read', by, file: no } as const;
  await services.trail.record([{ ...reading, sealed: '核对测甲乙的住址' }]);
  const actor = await services.people.identify('wecom', 'sangxiaoman', false);
  const asking = { no, actor, reason: '核对测甲乙的住址', at };
  await services.fullViews.grant(asking)(`view-${randomInt(1e9)}`);
  await talkTo(program, 'dingtalk')('tongdu', '帮助');
  const key = `photo-${randomInt(1e9)}`;
  const [photoId = ''] = await services.photos.note(
    key,
    [{ platform: 'wecom', url: 'https://x.test/1' }],
    person,
    at,
  );
  // Not fetched meanwhile: its address lies sealed until then.
  const wakeAt = new Date(at.getTime() + 86_400_000);
  await mongo.collection<{ _id: string }>('photos').updateOne({ _id: photoId }, { $set: { wakeAt } });
  await createPhotoFiles(mongo, sealer).put(photoId, Buffer.alloc(300_000, 1));
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await createRosterCodes(mongo, sealer).issue(['m-nobody'], () => code, at);
  const digest = { person: 'm-nobody', kind: 'morning', day: '2026-11-24' } as const;
  await createReaders({ mongo, sealer }).keep(digest, { tag: 'D1124', units: [], text: '日报' }, at);
  return { no, code, photoId };
}
