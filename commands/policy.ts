import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { defineCommand } from '../src/chat/command.ts';
import { exclusionsIn } from '../src/dropouts/exclusions.ts';
import type { ExclusionRule, RecognitionStep } from '../src/places/dropout-rules.ts';

const STEP_WORDS: Readonly<Record<RecognitionStep, string>> = {
  proposed: '学校或村上报',
  checked: '乡镇核实',
  recognised: '县局认定',
};

const args = z.object({ words: arg.text({ labels: ['情形'] }).optional() });

/** 政策: what counts as a dropout in this county and what does not, with what proves it and until when. */
export default defineCommand({
  name: '政策',
  aliases: ['不计入情形', '认定政策', 'policy'],
  order: 22,
  summary: '查控辍保学政策：哪些情形不计入辍学、要什么依据、到什么时候',
  usage: '政策 [情形]，例如 政策 休学',
  examples: [
    { line: '政策 休学', where: 'both' },
    { line: '政策', where: 'both' },
  ],
  roles: 'anyone',
  where: 'both',
  effect: 'none',
  args,
  async run({ services, text }, { words = '' }) {
    const { recognition, exclusions, leadDays, strikeOff } = await services.dropouts.rules();
    const named = exclusionsIn(exclusions, words);
    if (named.length > 0) return { reply: text('dropouts/policy-of', { ones: named.map(shown) }) };
    return {
      reply: text('dropouts/policy', {
        unknown: words === '' ? undefined : true,
        steps: recognition.map((step) => STEP_WORDS[step]),
        ...{ leadDays, schoolDays: strikeOff.schoolDays },
        ones: exclusions.map(shown),
        example: exclusions[0]?.name ?? '休学',
      }),
    };
  },
});

function shown({ name, evidence, ends }: ExclusionRule) {
  return { name, evidence, ends };
}
