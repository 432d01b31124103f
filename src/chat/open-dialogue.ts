import type { OpenDialogue } from './dialogue.ts';
import type { Turn } from './turn.ts';

/** What of a turn the dialogue is found by. */
export type DialogueTurn = Pick<Turn, 'entry' | 'place' | 'today'> & {
  readonly message: Pick<Turn['message'], 'sender'>;
  readonly deps: Pick<Turn['deps'], 'dialogues'>;
};

/**
 * The dialogue as it was when the message was first read, also when there was none: the first run may have cleared
 * it, or another message opened one since, and a re-run must see what the first run saw.
 */
export async function openDialogue(turn: DialogueTurn): Promise<OpenDialogue | undefined> {
  if (turn.message.sender.id === '') return undefined;
  const frozen = await turn.entry.freeze('dialogue', async () => {
    const stored = await storedDialogue(turn);
    return stored === undefined || stored.from === turn.entry.key ? '' : JSON.stringify(stored);
  });
  return frozen === '' ? undefined : (JSON.parse(frozen) as OpenDialogue);
}

/** A new command interrupts what was asked; 继续 takes it up again. */
export async function pauseDialogue(turn: DialogueTurn): Promise<void> {
  const open = await storedDialogue(turn);
  if (open !== undefined && !open.paused && open.from !== turn.entry.key)
    await turn.deps.dialogues.pause(turn.place);
}

/** People whose id the platform withholds would share one dialogue, so they have none. */
async function storedDialogue({ message, deps, place, today }: DialogueTurn) {
  return message.sender.id === '' ? undefined : deps.dialogues.get(place, today);
}
