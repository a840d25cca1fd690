import assert from 'node:assert/strict';
import { PickledStringsDecoder } from '../../../src/engine/dialects/pickle-list.ts';
import { WireError } from '../../../src/engine/dialects/wire-error.ts';
import { anyCuts, changedBytes, chunksOf, rawBytes } from '../make/bytes.ts';
import { PICKLE_TOKENS, pickleOf } from '../make/pickles.ts';
import { anyText } from '../make/text.ts';
import { target } from '../target.ts';
import { expectMessage } from './expectations.ts';

interface Pickle {
  readonly bytes: Buffer;
  readonly cuts: readonly number[];
  readonly limits: { readonly maxBytes: number; readonly maxStrings: number };
  /** What it holds; unknown where it was spoilt. */
  readonly names?: readonly string[];
}

/** A pickled list from a server that may send anything: read as Python would, or refused; never evaluated. */
export const pickleTarget = target<Pickle>('pickle', {
  make: (random) => {
    const cuts = anyCuts(random);
    const limits = random.once(4)
      ? { maxBytes: 1 + random.length(200), maxStrings: random.length(6) }
      : { maxBytes: 2 ** 24, maxStrings: 1_000_000 };
    if (random.once(6)) return { bytes: rawBytes(random, PICKLE_TOKENS), cuts, limits };
    const names = random.several(random.length(8), () =>
      anyText(random, random.once(20) ? 400 : 20),
    );
    if (names.length > 1 && random.once(3)) names.push(random.pick(names));
    const bytes = pickleOf(random, names);
    if (random.once(2)) return { bytes, cuts, limits, names };
    return { bytes: changedBytes(random, bytes, PICKLE_TOKENS), cuts, limits };
  },
  check: ({ bytes, cuts, limits, names }) => {
    const atOnce = read(bytes, [Number.MAX_SAFE_INTEGER], limits);
    const inPieces = read(bytes, cuts, limits);
    // In pieces another limit may be met first; refused is refused.
    assert.equal(typeof inPieces, typeof atOnce, 'chunks make a difference');
    if (typeof atOnce !== 'string') assert.deepEqual(inPieces, atOnce, 'chunks make a difference');
    if (typeof atOnce === 'object') {
      assert.ok(atOnce.length <= limits.maxStrings, 'more strings than the limit');
      const length = atOnce.reduce((sum, name) => sum + name.length, 0);
      assert.ok(length <= limits.maxBytes, 'more text than the limit');
    }
    if (names === undefined) return typeof atOnce === 'object' ? 'accepted' : 'refused';
    const textLength = names.reduce((sum, name) => sum + name.length, 0);
    const fits =
      bytes.length <= limits.maxBytes &&
      textLength <= limits.maxBytes &&
      names.length <= limits.maxStrings;
    if (!fits) {
      assert.equal(typeof atOnce, 'string', 'a limit was not kept');
      return 'refused';
    }
    assert.deepEqual(atOnce, names, 'read differently');
    return 'accepted';
  },
});

/** The strings, the reason for a refusal, or `undefined` where the end has not come. */
function read(
  bytes: Buffer,
  cuts: readonly number[],
  limits: Pickle['limits'],
): readonly string[] | string | undefined {
  const decoder = new PickledStringsDecoder(limits);
  try {
    let complete = false;
    let pushed = 0;
    for (const chunk of chunksOf(bytes, cuts)) {
      complete = decoder.push(chunk);
      pushed += chunk.length;
      assert.ok(pushed <= limits.maxBytes, 'more bytes are kept than the limit');
    }
    assert.equal(complete, decoder.strings !== undefined);
    return decoder.strings;
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    expectMessage(error.message);
    return error.message;
  }
}
