import { describe, expect, it } from '@jest/globals';
import {
  apiMessage,
  fileMessage,
  robotMessage,
  sendingLink,
} from '../../../../src/platforms/dingtalk/channels/content.ts';
import { CONTENT, MARKDOWN } from './support.ts';

const buttons = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ label: `选 ${n + 1}`, line: `办 ${n + 1}` }));
const param = (message: { msgParam: string } | undefined): unknown => JSON.parse(message?.msgParam ?? 'null');

describe('messages of webhooks', () => {
  it('words become markdown with the title given', () => {
    expect(robotMessage(CONTENT)).toEqual({ msgtype: 'markdown', markdown: MARKDOWN });
  });

  it('a picture stands below the words', () => {
    expect(robotMessage(CONTENT, '@media')).toMatchObject({
      markdown: { text: `${MARKDOWN.text}\n\n![](@media)` },
    });
  });

  it('buttons say a line when tapped, and stand in the text as well', () => {
    const content = { ...CONTENT, text: '请确认：办 1', buttons: buttons(2) };
    expect(robotMessage(content)).toEqual({
      msgtype: 'actionCard',
      actionCard: {
        title: '每日摘要',
        text: '请确认：办 1  \n办 2',
        btnOrientation: '0',
        btns: [
          { title: '选 1', actionURL: 'dtmd://dingtalkclient/sendMessage?content=%E5%8A%9E%201' },
          { title: '选 2', actionURL: 'dtmd://dingtalkclient/sendMessage?content=%E5%8A%9E%202' },
        ],
      },
    });
  });

  it('links to say a line are written in small letters and encoded', () => {
    expect(sendingLink('查 a&b=c+d#e\n二')).toBe(
      'dtmd://dingtalkclient/sendMessage?content=%E6%9F%A5%20a%26b%3Dc%2Bd%23e%0A%E4%BA%8C',
    );
  });

  it('buttons are left out where they make a message too long; too long without them is none', () => {
    const text = '字'.repeat(6_500);
    expect(robotMessage({ ...CONTENT, text, buttons: buttons(5) })).toMatchObject({ msgtype: 'markdown' });
    expect(robotMessage({ ...CONTENT, text: '字'.repeat(6_700) })).toBeUndefined();
  });

  it.each(['', ' \n '])('a title of %j gets a word', (title) => {
    expect(robotMessage({ ...CONTENT, title })).toMatchObject({ markdown: { title: '校园哨兵' } });
  });
});

describe('messages of the API', () => {
  it('words become sampleMarkdown', () => {
    const message = apiMessage(CONTENT);
    expect([message?.msgKey, param(message)]).toEqual(['sampleMarkdown', MARKDOWN]);
  });

  it('a picture alone becomes sampleImageMsg', () => {
    const message = apiMessage({ title: '图', text: '' }, '@media');
    expect([message?.msgKey, param(message)]).toEqual(['sampleImageMsg', { photoURL: '@media' }]);
  });

  it('one button has the names of its own', () => {
    const message = apiMessage({ ...CONTENT, buttons: buttons(1) });
    expect([message?.msgKey, param(message)]).toMatchObject([
      'sampleActionCard',
      { title: '每日摘要', singleTitle: '选 1', singleURL: sendingLink('办 1') },
    ]);
  });

  it.each([2, 3, 4, 5])('%d buttons are numbered', (count) => {
    const message = apiMessage({ ...CONTENT, buttons: buttons(count) });
    const keys = Object.keys(param(message) as object);
    expect(message?.msgKey).toBe(`sampleActionCard${count}`);
    expect(keys.filter((key) => key.startsWith('actionTitle')).length).toBe(count);
    expect(param(message)).toMatchObject({ [`actionURL${count}`]: sendingLink(`办 ${count}`) });
  });

  it('of more than five buttons the text keeps all, the card the first five', () => {
    const message = apiMessage({ ...CONTENT, buttons: buttons(7) });
    expect(message?.msgKey).toBe('sampleActionCard5');
    expect(message?.msgParam).toContain('办 7');
  });

  it('the limit counts bytes with JSON escaping', () => {
    expect(apiMessage({ ...CONTENT, text: '"'.repeat(7_000) })).toBeDefined();
    expect(apiMessage({ ...CONTENT, text: '"'.repeat(7_500) })).toBeUndefined();
  });

  it.each([
    ['台账.xlsx', 'xlsx'],
    ['表.DOCX', 'docx'],
  ])('%s is a file', (name, fileType) => {
    const message = fileMessage(name, '@m');
    expect(param(message)).toEqual({ mediaId: '@m', fileName: name, fileType });
  });

  it.each(['a.csv', 'a', 'a.'])('%s cannot be shown', (name) => {
    expect(fileMessage(name, '@m')).toBeUndefined();
  });
});
