import { SentinelError } from '../../errors.ts';
import { type Act, isAct } from './acts.ts';
import { type Said, settingFrom } from './setting.ts';

/** A message of which somebody wrote down what it wants. */
export interface Example extends Said {
  readonly act: Act;
  /** Who speaks so: the same manner of speaking is never both learned from and tested on. */
  readonly speaker: string;
}

/**
 * The examples of one file of `templates/understanding`: a message a line, `speaker circumstances | text`, `⏎` for a
 * line break in it, `#` for a comment. Throws `bad-template` where a line cannot be read: it names the line.
 */
export function readExamples(file: string, content: string): readonly Example[] {
  const act = file.replace(/\.txt$/, '');
  if (!isAct(act)) throw new SentinelError('bad-template', `${file}: no act is called so`);
  return content.split('\n').flatMap((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const bar = line.indexOf('|');
    const [speaker = '', ...words] = line.slice(0, Math.max(bar, 0)).trim().split(/\s+/);
    const text = line
      .slice(bar + 1)
      .trim()
      .replaceAll('⏎', '\n');
    const setting = settingFrom(words.join(' '));
    if (bar < 0 || speaker === '' || text === '' || setting === undefined)
      throw new SentinelError(
        'bad-template',
        `${file}, line ${index + 1}: not "speaker circumstances | text"`,
      );
    return [{ act, speaker, text, setting }];
  });
}
