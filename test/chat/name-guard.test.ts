import { describe, expect, it } from '@jest/globals';
import { namesSomebody } from '../../src/chat/names-somebody.ts';
import { personalDataIn } from '../../src/chat/personal-data.ts';
import { fakeGazetteer } from '../support/fake-gazetteer.ts';

const gazetteer = fakeGazetteer();

/** What was missed once: nobody's name may pass because it is no Han name of three letters. */
const TELLING = [
  ...[
    '阿依古丽·买买提',
    '阿依古丽·买买提没来上学',
    '迪丽热巴•艾尼',
    '卓玛·央金',
    '吉克·阿牛 初一',
    '巴特尔·乌恩',
  ],
  ...[
    '才让卓玛',
    '才让卓玛没来',
    '扎西顿珠 初一',
    '马哈买提',
    '马哈买提三天没来',
    '古丽娜尔 女',
    '索南才让 八年级',
  ],
  ...['木拉提江没到校', '努尔艾力 男', '其其格 三年级', '娜仁图雅', '阿木呷 没来', '次仁央宗联系不上'],
  ...['𠮷田花没来', '李𠮷 初二', '学生𠮷田花', '𡊄小雨', '王𪩘 八年级', '找到了刘𬭎'],
  ...[
    '仉小雨 八年级',
    '乜文静同学',
    '亓官明同学',
    '逯一鸣 没来',
    '郏思远 初三',
    '万俟雨 八年级',
    '缑小军 男生',
  ],
  ...[
    '李雨桐没来上学',
    '我们班李雨桐没来',
    '八年级王小明打架了',
    '张子涵家长说不念了',
    '陈思雨又没来',
    '刘浩然还没回来',
  ],
  ...[
    '送李雨桐回来',
    '劝返王小明回校',
    '护照 E12345678',
    '护照号:EA1234567',
    'E12345678',
    'G 1234 5678',
    'ea1234567',
  ],
  ...[
    '回乡证 H12345678',
    'H1234567890',
    'M12345678',
    '港澳居民来往内地通行证 H12345678',
    '通行证号 H0012345601',
  ],
  ...['台胞证 12345678', '户口本 123456789', '学籍号 L621023'],
];

/** Said in groups about a child, with or without a command: each asks to be taken back. */
const SAID_OF_CHILDREN = [
  ...['名单 罗思齐', '转出 李雨桐 邻县二中', '并案 罗思齐 417', '申请 李雨桐 资助', '李雨桐认定了吗'],
  ...['罗思齐什么时候能回来读书', '麻烦问下李雨桐妈妈电话', '食堂昨天李雨桐吃坏肚子', '罗思齐说不读了'],
  ...['田晓禾去哪了', '石大勇还在打工', '今天罗思齐没来'],
  ...[
    '阿呷还在浙江',
    '木呷还在外面',
    '阿果去哪了',
    '阿木又没来',
    '阿依今天没来',
    '昨天阿支说不读了',
    '拉呷有消息吗',
  ],
];

/** What was taken for a name once, or is close to it. */
const TELLING_NOBODY = [
  ...['阿姨没来', '食堂阿姨还没来', '阿婆去哪了', '阿里还在打工', '阿坝有消息吗', '水还在漏', '领导还在浙江'],
  ...[
    '校车还在外面',
    '文件还在教育局',
    '钥匙去哪了',
    '大家还在外面',
    '检查组还在外地',
    '老师还在广东学习',
    '阿克苏没来',
  ],
  ...[
    '应到(人) 实到(人)',
    '应发 612 回收 605',
    '初二 应发 612 回收 605',
    '八年级 应到(人) 实到(人)',
    '应报 21 实报 20',
  ],
  ...[
    '江西 打工',
    '孩子 江西 打工',
    '温州',
    '孩子 温州',
    '家长 在 金华',
    '初二 黄石',
    '去了 常州',
    '父母 浙江 务工',
    '安康 初一',
  ],
  ...['黔东南', '学生 呼和浩特', '克拉玛依', '和田 学生', '孩子 去 江门'],
  ...['周三', '家长 周三 来校', '八年级 周三 没来', '孩子 周日 返校', '周六 补课 学生'],
  ...[
    '水平措施',
    '学生 增加措施',
    '江苏日报',
    '节日火灾 学生',
    '购买合同',
    '元旦增加值班',
    '人群培训',
    '刚才让家长来',
    '才让回来',
  ],
  ...[
    '扎西德勒',
    '国土登记',
    '全体同学',
    '严禁学生下水',
    '请公安协查失联个案',
    '应由家长接送',
    '安排家长会',
    '强调同学安全',
  ],
  ...[
    '老师没来',
    '班主任没来',
    '校长没到',
    '学生没来上学',
    '家长没来',
    '全班没来',
    '昨天没来',
    '水没来',
    '江老师没来',
  ],
  ...[
    'K26-0417-F',
    'T26-0003-C',
    'P26-0003-R',
    '任务R1205-FKT 完成',
    'D1124',
    '报送 R1123-GKA 12',
    '控辍·保学',
    '周一·升旗',
  ],
  ...[
    '方案什么时候交',
    '施工方什么时候来',
    '贫困生认定开始了',
    '向领导说明',
    '绑定 名单 卓谷雨',
    '高老师说不来了',
  ],
  ...['今天安全员没来', '温老师还在打工点', '资助 名单', '认定 名单 全部', '家长说要来', '名单 桐渡镇 全部'],
];

describe('the guard against names', () => {
  it.each(TELLING)('knows somebody in: %s', (text) => {
    expect(personalDataIn(text, gazetteer)).toBe(true);
    expect(personalDataIn(text)).toBe(true);
    expect(namesSomebody(text)).toBe(true);
  });

  it.each(SAID_OF_CHILDREN)('knows a child in: %s', (text) => {
    expect(personalDataIn(text, gazetteer)).toBe(true);
  });

  it.each(TELLING_NOBODY)('knows nobody in: %s', (text) => {
    expect(personalDataIn(text, gazetteer)).toBe(false);
    expect(personalDataIn(text)).toBe(false);
  });
});
