import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createSealer, kidOf, type Unopened } from '../../src/privacy/sealer.ts';

const oldKey = Buffer.alloc(32, 1);
const newKey = Buffer.alloc(32, 2);
const foreignKey = Buffer.alloc(32, 3);
const rotated = createSealer([newKey, oldKey]);
const before = createSealer([oldKey]);

const failing = (code: string) => expect.objectContaining({ code });

describe('seal and open', () => {
  it('gives back what was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (plain, aad) => {
        expect(rotated.openText(rotated.seal(plain, aad), aad)).toBe(Buffer.from(plain).toString());
      }),
    );
    const bytes = randomBytes(2000);
    expect(rotated.open(rotated.seal(bytes, 'a'), 'a').equals(bytes)).toBe(true);
  });

  it('shows nothing of the text and never the same box twice', () => {
    const [one, two] = [rotated.seal('测试甲', 'a'), rotated.seal('测试甲', 'a')];
    expect(one.includes('测试甲')).toBe(false);
    expect(one.equals(two)).toBe(false);
  });

  it('opens boxes of every known key and of no other', () => {
    const box = before.seal('测试甲', 'a');
    expect(rotated.openText(box, 'a')).toBe('测试甲');
    expect(() => before.open(rotated.seal('x', 'a'), 'a')).toThrow(failing('unseal'));
    expect(() => createSealer([foreignKey]).open(box, 'a')).toThrow(failing('unseal'));
  });

  it('refuses a box in another place', () => {
    expect(() => rotated.open(rotated.seal('x', 'dropouts:1'), 'dropouts:2')).toThrow(failing('unseal'));
  });

  it('refuses every damaged or shortened box', () => {
    const box = rotated.seal('测试甲', 'a');
    for (let at = 0; at < box.length; at += 1) {
      const damaged = Buffer.from(box);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(() => rotated.open(damaged, 'a')).toThrow(failing('unseal'));
      expect(() => rotated.open(box.subarray(0, at), 'a')).toThrow(failing('unseal'));
    }
  });
});

describe('hashes', () => {
  it('come one per key, newest first, and find what an older start stored', () => {
    const [stored] = before.hashes('id', '110105');
    const search = rotated.hashes('id', '110105');
    expect(search).toHaveLength(2);
    expect(search[1]).toEqual(stored);
    expect(search[0]?.kid).not.toBe(stored?.kid);
  });

  it('differ by purpose, value and key', () => {
    const all = [
      before.hashes('id', 'a'),
      before.hashes('name', 'a'),
      before.hashes('id', 'b'),
      createSealer([foreignKey]).hashes('id', 'a'),
    ];
    expect(new Set(all.map(([first]) => first?.h)).size).toBe(4);
  });
});

describe('createSealer', () => {
  it('names its keys, the newest one first', () => {
    expect(rotated.keys).toEqual([...createSealer([newKey]).keys, ...before.keys]);
  });

  it('seals with the newest key, and with another one once that is chosen', () => {
    const both = createSealer([newKey, oldKey]);
    const [newest, oldest] = both.keys.map(({ kid }) => kid);
    expect([both.sealing(), kidOf(both.seal('x', 'a')), both.hashes('id', 'a')[0]?.kid]).toEqual(
      Array(3).fill(newest),
    );
    both.sealWith(oldest ?? '');
    expect([both.sealing(), kidOf(both.seal('x', 'a')), both.hashes('id', 'a')[0]?.kid]).toEqual(
      Array(3).fill(oldest),
    );
    expect(before.openText(both.seal('x', 'a'), 'a')).toBe('x');
  });

  it('tells who looks on of boxes that do not open, and asks before it seals', () => {
    const told: Unopened[] = [];
    const asked = createSealer([oldKey], {
      sealing: () => {
        throw new Error('not now');
      },
      unopened: (what) => told.push(what),
    });
    expect(() => asked.seal('x', 'a')).toThrow('not now');
    expect(() => asked.open(rotated.seal('x', 'dropouts:1:sealed'), 'dropouts:1:sealed')).toThrow();
    expect(() => asked.open(before.seal('x', 'dialogues/a'), 'dialogues/b')).toThrow();
    expect(told).toEqual([
      { collection: 'dropouts', unknown: rotated.sealing() },
      { collection: 'dialogues' },
    ]);
  });

  it.each([
    ['no key', []],
    ['a short key', [Buffer.alloc(16)]],
    ['the same key twice', [oldKey, oldKey]],
  ])('refuses %s', (_, keys) => {
    expect(() => createSealer(keys)).toThrow(failing('bad_data_key'));
  });
});
