import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PrivateKind } from '../../src/people/private-kind.ts';
import { FILE_ROLE_WORDS, roleOf } from '../../src/people/roles.ts';
import { parseCounty } from '../../src/places/county-file.ts';
import { startChat, type TestChat } from '../support/chat.ts';

const COUNTY = ['county: { name: 走县 }', 'townships:', '  - { name: 三合镇 }', 'members:'];
const STAYS = '  - { name: 卞知秋, role: 教育局, wecom: stays, dingtalk: stays }';
const LEAVES = '  - { name: 阮小雪, role: 乡镇, township: 三合镇, wecom: leaves, dingtalk: leaves }';
const WORDS = '三合镇的孩子返校了';

describe('who is no longer in the county file', () => {
  let program: TestChat;
  beforeAll(async () => {
    program = await startChat({ county: [...COUNTY, STAYS, LEAVES].join('\n') });
  });
  afterAll(() => program.stop());

  async function load(members: readonly string[]): Promise<void> {
    const parsed = parseCounty([...COUNTY, ...members].join('\n'), { roleOf, roleWords: FILE_ROLE_WORDS });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    await program.app.built.county.load(parsed.file, async () => new Map());
  }

  const tell = (userId: string, platform: 'wecom' | 'dingtalk', kind: PrivateKind = 'assigned') => {
    const at = new Date();
    const until = new Date(at.getTime() + 86_400_000);
    const key = `${platform}:${userId}:${kind}`;
    const to = { platform, userId };
    return program.app.built.services.tell({
      key,
      kind,
      to,
      title: '派办',
      text: WORDS,
      at,
      until,
      priority: 'emergency',
    });
  };
  const hear = (sender: string) => program.hear('帮助', { platform: 'wecom', sender });

  it('is told nothing that was written before, neither pushed nor at their next word, until they are back', async () => {
    for (const who of ['stays', 'leaves']) {
      expect(await tell(who, 'dingtalk')).toBe('pushed');
      expect(await tell(who, 'wecom')).toBe('waiting');
    }
    expect(await tell('leaves', 'dingtalk', 'bind-decided')).toBe('pushed');
    await load([STAYS]);
    await program.app.outbox.round();
    const states = new Map(
      (await program.app.outbox.list({ limit: 10 })).map((one) => [one.kind + one.target.id, one]),
    );
    expect(states.get('assignedleaves')).toMatchObject({ state: 'gone', code: 'no_standing' });
    // Neither is kept from what is theirs; nobody answers here.
    for (const kept of ['assignedstays', 'bind-decidedleaves'])
      expect(states.get(kept)?.code).not.toBe('no_standing');
    expect(await hear('leaves')).not.toContain(WORDS);
    expect(await hear('stays')).toContain(WORDS);
    await load([STAYS, LEAVES]);
    expect(await hear('leaves')).toContain(WORDS);
  });
});
