import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Defined, defined } from '../../src/kit/defined.ts';

describe('defined', () => {
  it('leaves out what is undefined and nothing else', () => {
    expect(Object.entries(defined({ a: undefined, b: null, c: 0, d: '', e: false, f: Number.NaN }))).toEqual([
      ['b', null],
      ['c', 0],
      ['d', ''],
      ['e', false],
      ['f', Number.NaN],
    ]);
  });

  it('gives a new object and leaves its argument alone', () => {
    const given = { a: 1, b: undefined };
    const kept = defined(given);
    expect(kept).not.toBe(given);
    expect(Object.keys(given)).toEqual(['a', 'b']);
    expect(defined(kept)).not.toBe(kept);
  });

  it('is what a conditional spread of every member would be, in the same order', () => {
    const name = fc.string().filter((word) => word !== '__proto__');
    const member = fc.option(fc.jsonValue(), { nil: undefined });
    fc.assert(
      fc.property(fc.dictionary(name, member, { noNullPrototype: true }), (given) => {
        const spread = Object.entries(given).map(([key, value]) =>
          value === undefined ? [] : [[key, value]],
        );
        expect(Object.entries(defined(given))).toEqual(spread.flat());
      }),
    );
  });
});

describe('the type of what is defined', () => {
  type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
  type Flat<T> = { [K in keyof T]: T[K] };
  const holds = <T extends true>(value: T): void => expect(value).toBe(true);

  it('turns what may be undefined into an optional member without undefined', () => {
    type Given = {
      a: string;
      b: string | undefined;
      c?: number;
      d?: number | undefined;
      e: null;
      f: undefined;
    };
    holds<Same<Flat<Defined<Given>>, { a: string; e: null; b?: string; c?: number; d?: number; f?: never }>>(
      true,
    );
  });

  it('keeps read-only members read-only and unknown ones unknown', () => {
    type Given = { readonly a: string; readonly b?: string; c: unknown };
    holds<Same<Flat<Defined<Given>>, { readonly a: string; readonly b?: string; c?: unknown }>>(true);
  });

  it('can be given where exact optional members are asked for', () => {
    const exact = (school: { readonly name: string; readonly code?: string }): string[] =>
      Object.keys(school);
    const code = [] as string[];
    expect(exact({ name: '甲', ...defined({ code: code[0] }) })).toEqual(['name']);
    // @ts-expect-error -- there and undefined is what the helper is there to prevent
    expect(exact({ name: '甲', code: code[0] })).toEqual(['name', 'code']);
    // @ts-expect-error -- what may be missing does not stand for what must be there
    expect(exact(defined({ name: code[0] }))).toEqual([]);
  });
});
