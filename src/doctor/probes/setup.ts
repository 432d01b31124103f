import { type Finding, fail, fine, warn } from '../finding.ts';

/** Which program this is: what to say when asking for help. Pure. */
export const versionFinding = (version: string, node: string): Finding =>
  fine('版本', `校园哨兵 ${version}，Node ${node}。`);

/** Which database engine is at work. Pure. */
export function databaseKind(embedded: boolean): Finding {
  const check = '数据库';
  if (!embedded) return fine(check, '用的是 MongoDB 服务器。');
  return warn(
    check,
    '用的是内置的试用数据库，只供试用和演练。',
    '正式使用请准备 MongoDB 6 以上（副本集），设 MONGODB_URI 与 DATA_KEY，再重启。',
  );
}

/** Steps that the database still lacks. Pure. */
export function migrationsFinding(pending: number): Finding {
  const check = '数据库升级';
  if (pending === 0) return fine(check, '结构是最新的。');
  return fail(check, `还有 ${pending} 步升级没有做完。`, '请重启程序，升级会自动进行；仍有问题请看日志。');
}

/** What the county file brought. Pure. */
export function countyFinding({
  loaded,
  name,
  schools,
  groups,
}: {
  readonly loaded: boolean;
  readonly name: string;
  readonly schools: number;
  readonly groups: number;
}): Finding {
  const check = '县档案';
  if (!loaded)
    return fail(
      check,
      '还没有导入，乡镇、学校、人员都不认识。',
      '在服务器上执行：npm run county -- load 文件名',
    );
  if (groups === 0)
    return warn(
      check,
      `${name}，${schools} 所学校，但没有登记群，提醒和日报没处可发。`,
      '把各群写进县档案再导入；或由干部在群里 @机器人 发：绑群 乡镇 无家长',
    );
  return fine(check, `${name}，${schools} 所学校，${groups} 个群。`);
}

/** Somebody must be told when something breaks. Pure. */
export function adminsFinding(admins: number): Finding {
  const check = '管理员';
  if (admins > 0) return fine(check, `设了 ${admins} 个账号。`);
  return warn(
    check,
    '没有设管理员，出了问题没有人知道。',
    '设 ADMINS，例如 wecom:账号,dingtalk:工号；自己的账号可私聊机器人发 帮助 看到。',
  );
}

/** Somebody must be told how the trail stands. Pure. */
export function auditorsFinding(auditors: number): Finding {
  const check = '审计员';
  if (auditors > 0) return fine(check, `${auditors} 名，工作日早上各收到一条链头。`);
  return warn(
    check,
    '县档案里没有审计员，谁看过什么没有人核查，链头也只留在服务器上。',
    '请在县档案的 members 里给一名不经办业务的同志写 role: 审计，再导入。',
  );
}
