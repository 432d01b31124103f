import { describe, expect, it } from '@jest/globals';
import { markdownToHtml } from '../../src/sandbox/markdown.ts';

const html = (text: string): string =>
  markdownToHtml(text, (target) => (target.endsWith('.md') ? `/handbook/${target}` : undefined));

describe('the handbook’s markdown', () => {
  it.each([
    ['# 题目', '<h1>题目</h1>'],
    ['一段\n还是这段', '<p>一段\n还是这段</p>'],
    ['- 甲\n- **乙**', '<ul><li>甲</li><li><strong>乙</strong></li></ul>'],
    ['2. 甲\n3. 乙', '<ol start="2"><li>甲</li><li>乙</li></ol>'],
    [
      '| 甲 | 乙 |\n|---|---|\n| `a\\|b` | 丁 |',
      '<table><tr><th>甲</th><th>乙</th></tr><tr><td><code>a|b</code></td><td>丁</td></tr></table>',
    ],
    ['> 引用', '<blockquote>引用</blockquote>'],
    ['```sh\nnpm ci\n```', '<figure><pre><code>npm ci</code></pre></figure>'],
    [
      '```text 对话 桑小满\n查 辍学\n```',
      '<figure><figcaption>桑小满：</figcaption><pre><code>查 辍学</code></pre></figure>',
    ],
    [
      '1. 甲\n\n   ```sh\n   npm ci\n   ```',
      '<ol start="1"><li>甲</li></ol>\n<figure><pre><code>npm ci</code></pre></figure>',
    ],
    ['看[钉钉](钉钉.md)和[别处](https://example.cn)', '<p>看<a href="/handbook/钉钉.md">钉钉</a>和别处</p>'],
    ['```\n没有收尾', '<figure><pre><code>没有收尾</code></pre></figure>'],
  ])('%j', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it.each([
    '<script>alert(1)</script>',
    '# <img src=x onerror=alert(1)>',
    '- `<b>`',
    '| <i> |\n|---|\n| "x" |',
    '```text 对话 <b>\n<script>\n```',
    '[<b>](x.md"onclick="alert(1).md)',
  ])('never lets %j be anything but text', (text) => {
    expect(html(text)).not.toMatch(/<(?:script|img|b|i)\b|onclick="/);
  });
});
