import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Command } from '../../../src/chat/command.ts';
import { loadCommands } from '../../../src/chat/registry.ts';
import { ACT_NAMES, ACTS, type Act } from '../../../src/chat/understand/acts.ts';
import type { Example } from '../../../src/chat/understand/examples.ts';
import { loadExamples } from '../../../src/chat/understand/load-reader.ts';
import { createActReader } from '../../../src/chat/understand/reader.ts';
import { stagesOf } from '../../../src/chat/understand/stages.ts';
import { stageTools } from '../../../src/chat/understand-offline.ts';
import { COMMANDS_DIR, TEMPLATES_DIR } from '../../../src/compose/paths.ts';

const FOLDS = 5;

interface Read {
  readonly example: Example;
  readonly best: Act;
  readonly among: readonly Act[];
}

/** Every example as read, by all stages, with a reader that never heard its speaker. */
function crossValidated(examples: readonly Example[], commands: readonly Command[]): readonly Read[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const held = (one: Example) => foldOf(one.speaker) === fold;
    const tools = stageTools(commands, createActReader(examples.filter((one) => !held(one))));
    return examples.filter(held).map((example) => {
      const { act, ranking } = stagesOf(example, tools);
      return { example, best: act, among: [act, ...ranking.slice(0, 3).map((one) => one.act)] };
    });
  }).flat();
}

const foldOf = (speaker: string): number =>
  [...speaker].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1_000_003, 7) % FOLDS;

function confusions(reads: readonly Read[]): string {
  return ACT_NAMES.map((act) => {
    const own = reads.filter(({ example }) => example.act === act);
    const taken = ACT_NAMES.map((other) => ({ other, n: own.filter(({ best }) => best === other).length }))
      .filter(({ other, n }) => n > 0 && other !== act)
      .toSorted((a, b) => b.n - a.n)
      .map(({ other, n }) => `${ACTS[other]}${n}`);
    const right = own.filter(({ best }) => best === act).length;
    return `${ACTS[act]} ${right}/${own.length}${taken.length === 0 ? '' : `，当成 ${taken.join(' ')}`}`;
  }).join('\n');
}

describe('what messages of speakers never heard before are read as', () => {
  let reads: readonly Read[];
  beforeAll(async () => {
    const { all } = await loadCommands(COMMANDS_DIR);
    reads = crossValidated(loadExamples(`${TEMPLATES_DIR}/understanding`), all);
  });
  const share = (some: readonly Read[], right: (one: Read) => boolean) =>
    some.filter(right).length / some.length;

  it('finds what they want', () => {
    process.stdout.write(`\n${confusions(reads)}\n`);
    expect(share(reads, ({ best, example }) => best === example.act)).toBeGreaterThan(0.75);
  });
  it('has it among the three that it offers', () => {
    expect(share(reads, ({ among, example }) => among.includes(example.act))).toBeGreaterThan(0.95);
  });
});
