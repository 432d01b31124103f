import type { Command } from './command.ts';
import { commandNamed } from './parse/find-command.ts';
import { splitCommands } from './parse/line.ts';
import { partsIn } from './several.ts';
import type { ActReader } from './understand/reader.ts';
import type { StageTools } from './understand/stages.ts';

/** The stages without a county and a database: places that only a county knows part nothing. */
export function stageTools(commands: readonly Command[], read: ActReader): StageTools {
  return {
    read,
    splitIn: partsIn,
    commandIn: (text) => {
      const [first] = splitCommands(text, (word) => commandNamed(commands, word) !== undefined);
      const command = first && commandNamed(commands, first.word);
      return command && { name: command.name, rest: first.rest };
    },
  };
}
