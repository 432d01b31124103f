import { CONSOLE } from './consoles.ts';

/** What a vendor's code about one target means. */
export interface CodeAdvice {
  /** `group`: the robot and the group · `webhook`: the group's push address · `access`: rights and limits of the app. */
  readonly about: 'group' | 'webhook' | 'access';
  readonly text: string;
  readonly fix: string;
}

const COUNTY = '改县档案里这个群的地址，再重新导入';

const about = (kind: CodeAdvice['about'], text: string, fix: string): CodeAdvice => ({
  about: kind,
  text,
  fix,
});

const NO_WEBHOOK_WECOM = about(
  'webhook',
  '群推送地址无效，或消息推送已被移除',
  `在该群 → 消息推送 → 重新添加，复制新地址；${COUNTY}`,
);
const NO_WEBHOOK_DINGTALK = about(
  'webhook',
  '群机器人地址已失效',
  `在该群 → 群设置 → 机器人 → 重新添加自定义机器人，复制新地址；${COUNTY}`,
);
const NOT_IN_GROUP = about(
  'group',
  '机器人不在这个群里，或群不属于本单位',
  '请群主把机器人拉进群，再在群里 @机器人 发：帮助',
);
const GROUP_OVER = about('group', '群已解散', '请从县档案里去掉这个群，再导入');
const STOPPED = about('group', '机器人在这个群里已停用', '请群主在群设置 → 机器人 里重新启用或添加');

const ADVICE: Readonly<Record<string, CodeAdvice>> = {
  '93000': NO_WEBHOOK_WECOM,
  '93004': STOPPED,
  '93006': about(
    'group',
    '群编号不对，或群里还没有人 @ 过机器人',
    '请在该群 @机器人 发：帮助。群编号要照抄，大小写不能变',
  ),
  '93008': NOT_IN_GROUP,
  '86001': NOT_IN_GROUP,
  '86003': NOT_IN_GROUP,
  '86008': NOT_IN_GROUP,
  '300001': NO_WEBHOOK_DINGTALK,
  '300005': NO_WEBHOOK_DINGTALK,
  '400101': NO_WEBHOOK_DINGTALK,
  '400102': STOPPED,
  '400106': NO_WEBHOOK_DINGTALK,
  '400013': GROUP_OVER,
  '310000': about(
    'webhook',
    '群机器人的安全设置没有通过（加签、关键词或 IP）',
    `在该群 → 群设置 → 机器人：选“加签”，把 SEC 开头的密钥写进县档案；不要设关键词，设了 IP 的填本机公网 IP`,
  ),
  'group.disbanded': GROUP_OVER,
  'bot.stopped': STOPPED,
  'invalid.openConversationId': NOT_IN_GROUP,
  'conversation.org.notMatch': NOT_IN_GROUP,
  'resource.not.found': NOT_IN_GROUP,
  'invalidParameter.robotCode.auth': NOT_IN_GROUP,
  'bot.forbidden.sendMessage': STOPPED,
  '60020': about('access', '出口 IP 不可信', `${CONSOLE.wecomApp} → 企业可信IP：填入本机的公网出口 IP`),
  '81013': about('access', '收件人不在应用可见范围', `${CONSOLE.wecomApp} → 可见范围：加入此人`),
  '60111': about('access', '没有这个账号', '请核对县档案里的企业微信账号'),
  '90020': about('access', '本月次数已用完', '等下月，或请单位购买更高版本'),
  quota: about('access', '本月次数已用完', '等下月，或请单位购买更高版本'),
  'invalid-staff': about('access', '没有这个账号', '请核对县档案里的钉钉账号'),
};

const WORDS: Readonly<Record<string, string>> = {
  timeout: '发出后没有等到回答',
  no_answer: '发出后没有等到回答',
  no_channel: '没有能到达的通道',
  unreachable: '没有能到达的通道',
  no_standing: '已不在县档案里，不再告知',
  'not-connected': '长连接不在线',
  'no-token': '取不到凭证',
  'too-long': '内容太长',
  '40006': '平台不收这个文件',
  'upload-40005': '平台不收这个文件',
  'file-type': '平台不收这种文件',
  'no-files': '这条通道不能发文件',
  'file-size': '文件太大或是空的',
  'file-too-big': '文件太大',
  'file-size-or-type': '文件太大，或不是平台收的图片',
  'file-missing': '文件已清理',
  'upload-slow': '上传太慢',
  'upload-timeout': '上传太慢',
  blocked: '出口被平台临时封禁',
};

/** What to do about a code; undefined when it is about none of these. */
export function adviceOf(code: string): CodeAdvice | undefined {
  if (Object.hasOwn(ADVICE, code)) return ADVICE[code];
  if (code.endsWith('AccessTokenPermissionDenied'))
    return about(
      'access',
      '没有发送消息的权限',
      `${CONSOLE.dingtalkApp} → 权限管理：开通 qyapi_robot_sendmsg`,
    );
  if (code.endsWith('IpNotInWhiteList'))
    return about('access', '出口 IP 不在名单里', `${CONSOLE.dingtalkApp} → 安全设置 → 服务器出口 IP`);
  return undefined;
}

/** A code with what it means, as lists print it. */
export function codeWords(code: string): string {
  const words = adviceOf(code)?.text ?? (Object.hasOwn(WORDS, code) ? WORDS[code] : undefined);
  return words === undefined ? code : `${words}（${code}）`;
}
