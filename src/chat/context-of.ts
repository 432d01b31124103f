import { dutiesForGroups } from '../duties/for-groups.ts';
import { defined } from '../kit/defined.ts';
import type { Services } from '../services.ts';
import type { CommandContext } from './command-context.ts';
import type { CommandLine } from './command-line.ts';
import { plainSenderId } from './contact-facts.ts';
import { helpOf, usableCommands } from './examples.ts';
import type { ParsedArgs } from './parse/parsed-args.ts';
import { decideRight } from './rights.ts';
import type { Turn } from './turn.ts';

/** What a command may know about the message, for one of its lines. */
export function contextOf(
  turn: Turn,
  line: CommandLine,
  parsed: Pick<ParsedArgs, 'headcount'>,
): CommandContext {
  const { message, entry, deps } = turn;
  const key = `${entry.key}:${line.number}`;
  return {
    actor: turn.actor,
    sender: { platform: message.platform, id: plainSenderId(message, turn.actor.key) },
    chat: message.chat,
    ...defined({ group: turn.group }),
    now: turn.now,
    today: turn.today,
    time: turn.time,
    timeZone: deps.timeZone,
    gazetteer: turn.gazetteer,
    services: message.chat.kind === 'group' ? servicesForGroups(deps.services) : deps.services,
    photos: () => notePhotos(turn, key),
    ...defined({ headcount: parsed.headcount, quote: message.quote }),
    key,
    commands: {
      usable: () => usableCommands(turn),
      find: (word) => {
        const command = deps.registry.byName(word.trim());
        return command && decideRight(command, turn.actor, message.chat) !== 'role'
          ? helpOf(command, turn)
          : undefined;
      },
    },
    text: turn.text,
    freeze: (name, choose) => entry.freeze(`${line.number}.${name}`, choose),
  };
}

/** In a group commands get what they answer with, without what people typed. */
function servicesForGroups(services: Services): Services {
  return { ...services, duties: dutiesForGroups(services.duties) };
}

/** Note the pictures of the message, and of what it quotes, as pending. */
export async function notePhotos(turn: Turn, key: string): Promise<readonly string[]> {
  const pictures = [...turn.message.attachments, ...(turn.message.quote?.attachments ?? [])]
    .filter((attachment) => attachment.kind === 'image')
    .map(({ url, downloadCode, aesKey }) => ({
      platform: turn.message.platform,
      ...defined({ url, downloadCode, aesKey }),
    }));
  return pictures.length === 0 ? [] : turn.deps.services.photos.note(key, pictures, turn.actor.key, turn.now);
}
