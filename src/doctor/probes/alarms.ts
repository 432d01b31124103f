import { DUTY_WORDS, type DutyKind, isConfidential } from '../../places/emergency-kinds.ts';
import { type Finding, fail, fine, warn } from '../finding.ts';

/** Who would hear of an emergency now, by what they are named for; without names. */
export interface AlarmFacts {
  readonly kinds: readonly {
    readonly kind: DutyKind;
    readonly persons: number;
    /** How many of them a private channel reaches now. */
    readonly reached: number;
  }[];
  /** Emergencies of the last week that nobody has answered although the list is at its end. */
  readonly unanswered: number;
}

const CHECK = '突发事件通知';
/** Those without whom some emergency reaches nobody. */
const NEEDED: readonly DutyKind[] = ['duty', 'harm', 'self-harm'];

/** Whether emergencies reach anybody: red where one of them would reach no one, or did not. Pure. */
export function alarmFindings({ kinds, unanswered }: AlarmFacts): readonly Finding[] {
  const missing = NEEDED.filter((kind) => !kinds.some((one) => one.kind === kind));
  const silent = kinds.filter(({ reached }) => reached === 0).map(({ kind }) => kind);
  const findings = [
    ...(missing.length === 0
      ? []
      : [fail(CHECK, `没有指定：${listed(missing)}，发生了没有人收到。`, NAME_THEM)]),
    ...(silent.length === 0 ? [] : [fail(CHECK, `没有一个人能收到：${listed(silent)}。`, BIND_THEM)]),
    ...(unanswered === 0 ? [] : [fail(CHECK, `有 ${unanswered} 件没有人回“知悉”。`, ANSWER_THEM)]),
  ];
  if (findings.length > 0) return findings;
  const lost = kinds.reduce((sum, { persons, reached }) => sum + persons - reached, 0);
  if (lost > 0) return [warn(CHECK, `名单里有 ${lost} 人次收不到私信，会直接通知下一位。`, BIND_THEM)];
  const alone = kinds.filter(({ kind }) => isConfidential(kind)).length;
  return [fine(CHECK, `${kinds.length} 类都有人能收到，其中 ${alone} 类只告知一个人。`)];
}

const listed = (kinds: readonly DutyKind[]): string => kinds.map((kind) => DUTY_WORDS[kind][0]).join('、');

const NAME_THEM = '请在县档案的 duty_contacts 里写上这些类别的人（值班、侵害、自伤必须有），再导入。';
const BIND_THEM =
  '请这些人在私聊里对机器人说一句话（没有账号的先绑定）；只有企业微信回调时，请配置长连接或自建应用，见使用手册“企业微信”。';
const ANSWER_THEM = '请马上打电话给值班人员，核实后在私聊发“知悉 编号”，误报的发“误报 编号”。';
