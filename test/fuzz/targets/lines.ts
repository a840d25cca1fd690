import assert from 'node:assert/strict';
import { LineReader } from '../../../src/engine/dialects/line-reader.ts';
import { anyCuts, chunksOf, rawBytes, tokensOf } from '../make/bytes.ts';
import { target } from '../target.ts';

const TOKENS = tokensOf(['\n', '\n\n', '\r\n', 'a', 'abc', '{"op":"list"}', ' '.repeat(30)]);
const LINE_FEED = 0x0a;

interface Stream {
  readonly bytes: Buffer;
  readonly cuts: readonly number[];
  readonly limit: number;
  /** Behind this line the rest is taken, as for a body; 0: never. */
  readonly restBehind: number;
}

/** Lines out of chunks: as a naive splitting of the whole gives them, never holding more than the limit. */
export const linesTarget = target<Stream>('lines', {
  make: (random) => ({
    bytes: rawBytes(random, TOKENS, 400),
    cuts: anyCuts(random),
    limit: random.once(2) ? random.length(64) : 8192,
    restBehind: random.length(6),
  }),
  check: ({ bytes, cuts, limit, restBehind }) => {
    const reader = new LineReader(limit);
    /** Where the line begins that is read next, and what was pushed. */
    let begin = 0;
    let pushed = 0;
    let count = 0;
    let isTooLong = false;
    for (const chunk of chunksOf(bytes, cuts)) {
      pushed += chunk.length;
      reader.push(chunk);
      while (!isTooLong) {
        const line = reader.readLine();
        const end = bytes.subarray(0, pushed).indexOf(LINE_FEED, begin);
        const length = (end === -1 ? pushed : end) - begin;
        if (length > limit) {
          assert.equal(line, 'too-long', `a line of ${length} bytes was let through`);
          isTooLong = true;
          break;
        }
        if (end === -1) {
          assert.equal(line, 'incomplete');
          assert.equal(reader.hasUnread, pushed > begin, 'what is unread');
          break;
        }
        assert.ok(
          typeof line !== 'string',
          `${String(line)} in place of a line of ${length} bytes`,
        );
        assert.ok(bytes.subarray(begin, end).equals(line), 'another line');
        begin = end + 1;
        count += 1;
        if (count === restBehind) {
          assert.ok(bytes.subarray(begin, pushed).equals(reader.takeRest()), 'another rest');
          begin = pushed;
        }
      }
    }
    if (isTooLong) {
      assert.equal(reader.readLine(), 'too-long', 'read on, and nobody knows from where');
      assert.equal(reader.hasUnread, false, 'bytes are kept that nobody can read');
      return 'refused';
    }
    const rest = reader.takeRest();
    assert.ok(rest.length <= limit, 'more is kept than the limit');
    assert.ok(bytes.subarray(begin).equals(rest), 'another rest at the end');
    return 'accepted';
  },
});
