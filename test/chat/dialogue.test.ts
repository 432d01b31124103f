import { describe, expect, it } from '@jest/globals';
import { answerDialogue, type Dialogue } from '../../src/chat/dialogue.ts';

const CHOICES: Dialogue = {
  kind: 'choose',
  choices: [
    { label: '查 辍学', line: '查 辍学' },
    { label: '上报', line: '报辍学 桐渡镇 疑似', copyOnly: true },
  ],
};
const ASKED: Dialogue = {
  kind: 'ask',
  line: '报辍学 疑似',
  label: '学校',
  question: '在哪个学校？',
  asked: 1,
  optional: false,
};

describe('a short answer to numbered lines', () => {
  it.each(['1', '１', '1.', '一', '第一个', '选1', '1号', ' 1 '])('%p runs the first', (said) => {
    expect(answerDialogue(CHOICES, said)).toEqual({ kind: 'run', line: '查 辍学' });
  });
  it.each(['2', '二', '第二项'])('%p only shows the one that writes', (said) => {
    expect(answerDialogue(CHOICES, said)).toEqual({ kind: 'copy', line: '报辍学 桐渡镇 疑似' });
  });
  it('asks again for a number that is not there', () => {
    expect(answerDialogue(CHOICES, '7').kind).toBe('again');
  });
  it.each(['你好', '桐渡镇', '一年级', '0'])('%p is no answer', (said) => {
    expect(answerDialogue(CHOICES, said)).toEqual({ kind: 'none' });
  });
});

describe('a short answer to a line that decides', () => {
  const ABOUT: Dialogue = { kind: 'confirm', line: '批示 办结 P26-0003-R 已拨款', version: 'p:3' };

  it.each(['确认', '是', '是的', '确定', '确认办理', '确认。', ' 确认 ', '我确认'])(
    '%p runs it with the version shown',
    (said) => {
      expect(answerDialogue(ABOUT, said)).toEqual({ kind: 'run', line: ABOUT.line, confirmed: 'p:3' });
    },
  );
  it.each(['1', '１', '一', '第一个', '12', '好的', '收到', '嗯', '行', 'OK'])(
    '%p is no yes: it is asked again',
    (said) => {
      expect(answerDialogue(ABOUT, said)).toEqual({ kind: 'again', dialogue: ABOUT });
    },
  );
  it.each(['取消', '不', '不办', '算了', '否', '先不办'])('%p leaves it undone', (said) => {
    expect(answerDialogue(ABOUT, said)).toEqual({ kind: 'cancelled' });
  });
  it.each(['0', '417', '不确认也行吗', '确认什么', '复核 确认', '桐渡镇', ''])(
    '%p is said to something else',
    (said) => {
      expect(answerDialogue(ABOUT, said)).toEqual({ kind: 'none' });
    },
  );
});

describe('a short answer to a line whose words must be said again', () => {
  const ABOUT: Dialogue = {
    ...{ kind: 'confirm', line: '绑定 同意 A7K3', version: 'v' },
    repeat: '望溪县 领导',
  };

  it.each(['确认 望溪县 领导', '确认望溪县领导', '确认：望溪县，领导。', '确认　望溪县　领导'])(
    '%p runs it',
    (said) => {
      expect(answerDialogue(ABOUT, said)).toEqual({ kind: 'run', line: ABOUT.line, confirmed: 'v' });
    },
  );
  it.each(['确认', '是的', '好的', '1', '确认 领导', '确认 望溪县 教育局', '确认 望溪县 领导 了'])(
    '%p is no yes: it is asked again',
    (said) => {
      expect(answerDialogue(ABOUT, said)).toEqual({ kind: 'again', dialogue: ABOUT });
    },
  );
  it.each(['取消', '不办'])('%p leaves it undone', (said) => {
    expect(answerDialogue(ABOUT, said)).toEqual({ kind: 'cancelled' });
  });
});

describe('a short answer to a question', () => {
  it('is added to the line under what was asked', () => {
    expect(answerDialogue(ASKED, '桐渡中学')).toEqual({ kind: 'run', line: '报辍学 疑似 学校:桐渡中学' });
  });
  it.each(['跳过', '不知道'])('%p skips', (said) => {
    expect(answerDialogue(ASKED, said).kind).toBe('skip');
  });
  it.each(['取消', '算了'])('%p cancels', (said) => {
    expect(answerDialogue(ASKED, said)).toEqual({ kind: 'cancelled' });
  });
});
