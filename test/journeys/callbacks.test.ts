import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestProgram } from '../support/program.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { startWangxi, type Talk, talkTo } from './wangxi.ts';

// What people do beside typing a line comes as callback bodies of each platform's own.
describe.each(PLATFORMS)('callbacks of %s', (platform) => {
  let program: TestProgram;
  let talk: Talk;
  beforeAll(async () => {
    program = await startWangxi();
    talk = talkTo(program, platform);
  });
  afterAll(() => program.stop());

  it('greets who opens the chat', async () => {
    const extra =
      platform === 'wecom' ? { msgtype: 'event', event: { eventtype: 'enter_chat' }, text: undefined } : {};
    const reply = await talk.raw('tongdu', platform === 'wecom' ? '' : ' ', { extra });
    expect(reply).toMatch(/^桑小满，您好。/);
    expect(lastLine(reply)).toBe('帮助');
  });

  if (platform === 'dingtalk') {
    it('people of another organisation, whose id is withheld, may report and see nothing else', async () => {
      const outsider = { extra: { senderStaffId: undefined, senderCorpId: 'dingother' } };
      const reply = await talk.raw({ id: '0202' }, '报隐患 桐渡镇中心小学 护栏松动', outsider);
      expect(reply).toMatch(/^已登记 Y/);
      expect(await talk.raw({ id: '0202' }, `个案 ${numberIn(reply)}`, outsider)).toContain(
        '没有查到这个编号',
      );
      expect(await talk.raw({ id: '0202' }, '查 辍学', outsider)).toContain('需要先绑定身份');
      expect(await talk.raw({ id: '0202' }, '绑定', outsider)).toContain('暂时不能绑定');
      expect(await talk.raw({ id: '0202' }, '撤回', outsider)).toContain('没有可以撤回的登记');
    });

    it('an id of another corporation is not ours', async () => {
      const foreign = { extra: { senderCorpId: 'dingother' } };
      expect(await talk.raw('bureau', '查 辍学', foreign)).toContain('需要先绑定身份');
    });
  }

  it('quoting a receipt is about that file', async () => {
    const no = numberIn(await talk('tongdu', '报辍学 桐渡镇枫树小学 疑似'));
    const text = `已登记 ${no}（桐渡镇）。辛苦了`;
    const extra =
      platform === 'wecom'
        ? { quote: { msgtype: 'text', text: { content: text } } }
        : {
            text: {
              content: '补充 去广东打工',
              isReplyMsg: true,
              repliedMsg: { msgType: 'text', content: { text } },
            },
          };
    expect(await talk.raw('tongdu', '补充 去广东打工', { extra })).toContain(`已补充 ${no}`);
    expect(await talk('tongdu', no)).toContain('外出务工');
  });

  describe('kinds of messages', () => {
    const KINDS = {
      wecom: [
        { msgtype: 'file', file: { url: 'https://example.invalid/a' } },
        { msgtype: 'location', text: undefined },
        { msgtype: 'something-new' },
      ],
      dingtalk: [
        { msgtype: 'file', content: { downloadCode: 'x', fileName: 'a.xlsx' } },
        { msgtype: 'unknownMsgType', text: undefined },
        { msgtype: 'something-new', text: undefined },
      ],
    };

    it.each([0, 1, 2])('an unreadable one is answered all the same (%s)', async (n) => {
      const reply = await talk.raw('tongdu', '', { extra: KINDS[platform][n] ?? {} });
      expect(reply).toContain('请发文字');
      expect(lastLine(reply)).toBe('帮助');
    });

    it('speech is read', async () => {
      const extra =
        platform === 'wecom'
          ? { msgtype: 'voice', voice: { content: '查辍学。' } }
          : { msgtype: 'audio', text: undefined, content: { downloadCode: 'x', recognition: '查辍学。' } };
      expect(await talk.raw('bureau', '', { extra })).toContain('合计');
    });
  });
});
