import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { longestKey, writeNameKey } from './name-keys.ts';
import { sortKeys } from './sort-keys.ts';

function sorted(names: readonly string[], isDescending = false): string[] {
  const units = names.reduce((sum, name) => sum + longestKey(name.length), 0);
  const bytes = new Uint8Array(units);
  const starts = new Uint32Array(names.length);
  let end = 0;
  for (const [at, name] of names.entries()) {
    starts[at] = end;
    const next = writeNameKey(name, bytes, end);
    expect(next - end).toBeLessThanOrEqual(longestKey(name.length));
    end = next;
  }
  const sorting = sortKeys({ bytes, starts, isDescending });
  for (;;) {
    const { done, value } = sorting.next();
    if (done === true) return [...value].map((at) => names[at]!);
  }
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
/** Characters that a collator and their codes put into the same order. */
const simpleName = fc
  .array(fc.constantFrom('a', 'B', 'c', 'É', 'z', '.', '7', '0', '12'), { maxLength: 8 })
  .map((parts) => parts.join(''));

describe('the order of names', () => {
  test.prop([fc.array(simpleName, { maxLength: 200 }), fc.boolean()])(
    'is that of a collator for letters, accents and numbers, equal ones staying as they were',
    (names, isDescending) => {
      const sign = isDescending ? -1 : 1;
      const expected = names.toSorted((one, other) => sign * collator.compare(one, other));
      expect(sorted(names, isDescending)).toEqual(expected);
    },
  );

  test.prop([fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 50 })])(
    'loses none, whatever is in them',
    (names) => {
      expect(sorted(names).toSorted()).toEqual(names.toSorted());
    },
  );

  it('holds for many names that begin alike', () => {
    const names = Array.from({ length: 20_000 }, (_, at) => `set/file-${(at * 7919) % 20_000}.bin`);
    expect(sorted(names)).toEqual(Array.from({ length: 20_000 }, (_, at) => `set/file-${at}.bin`));
  });
});
