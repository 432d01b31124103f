import { exampleLines } from '../../chat/examples.ts';
import { loadCommands } from '../../chat/registry.ts';
import { decideRight } from '../../chat/rights.ts';
import type { PlatformId } from '../../kit/platform-id.ts';
import type { Services } from '../../services.ts';
import { COMMANDS_DIR } from '../paths.ts';

/** Somebody of the sandbox, by their accounts. */
interface Accounts {
  readonly wecom?: string;
  readonly dingtalk?: string;
}

const MOST_OF_ONE = 2;

/**
 * The lines that a person may tap: of each command that they may use, the same ones that 帮助 shows them, so that no
 * line is offered that the bot does not know.
 */
export async function sandboxExamples({ people, places }: Pick<Services, 'people' | 'places'>) {
  const { all } = await loadCommands(COMMANDS_DIR);
  // 帮助 stands last in its own list, and is what somebody new taps first.
  const commands = [...all].sort((a, b) => Number(b.name === '帮助') - Number(a.name === '帮助'));
  return async ({ wecom, dingtalk }: Accounts) => {
    const platform: PlatformId = wecom === undefined ? 'dingtalk' : 'wecom';
    const id = wecom ?? dingtalk ?? '';
    const [actor, gazetteer] = await Promise.all([people.identify(platform, id, false), places.current()]);
    const linesIn = (kind: 'group' | 'single'): readonly string[] =>
      commands
        .filter((command) => decideRight(command, actor, { kind }) === 'ok')
        .flatMap((command) =>
          exampleLines(command, { actor, gazetteer, message: { chat: { kind } } }).slice(0, MOST_OF_ONE),
        );
    return { group: linesIn('group'), single: linesIn('single') };
  };
}
