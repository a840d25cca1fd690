import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  decodePickledStrings,
  PickledStringsDecoder,
} from '../../src/engine/dialects/pickle-list.ts';
import { encodePlainList } from '../../src/engine/dialects/plain-dialect.ts';

const hasPython = spawnSync('python3', ['-c', '']).status === 0;

const LISTS: readonly (readonly string[])[] = [
  [],
  ['a'],
  ['list', 'säge.txt', '日本語/ファイル.txt', '😀 \\u0041 \\ \n\r\u0000\u001a', ''],
  Array.from({ length: 2500 }, (_, index) => `folder/file ${index}.bin`),
  ['x'.repeat(255), 'x'.repeat(256), 'ü'.repeat(40_000), 'y'.repeat(70_000)],
];

function python(script: string, input: string | Uint8Array): Buffer {
  return execFileSync('python3', ['-c', script], { input, maxBuffer: 64 << 20 });
}

describe('pickled lists and a real Python', () => {
  describe.each([0, 1, 2, 3, 4, 5])('protocol %i', (protocol) => {
    // Each list by the pickler in C and by the one in Python, each pickle behind its length.
    const dumps = [
      'import json, pickle, sys',
      'for names in json.load(sys.stdin.buffer):',
      '  for dumps in (pickle.dumps, pickle._dumps):',
      `    pickled = dumps(names, ${protocol})`,
      '    sys.stdout.buffer.write(len(pickled).to_bytes(4, "big") + pickled)',
    ].join('\n');

    it.skipIf(!hasPython)('what Python writes is read (needs python3)', () => {
      const written = python(dumps, JSON.stringify(LISTS));
      const read: (readonly string[] | undefined)[] = [];
      for (let offset = 0; offset < written.length;) {
        const end = offset + 4 + written.readUInt32BE(offset);
        const pickle = written.subarray(offset + 4, end);
        read.push(decodePickledStrings(pickle));
        expect(decodePickledStrings(pickle.subarray(0, -1))).toBeUndefined();
        offset = end;
      }
      expect(read).toEqual(LISTS.flatMap((list) => [list, list]));
    });

    it.skipIf(!hasPython)(
      'a string used again, and names that are not UTF-8, are read (needs python3)',
      () => {
        const script =
          'import os,pickle,sys;s="again and again";' +
          `sys.stdout.buffer.write(pickle.dumps([s,"b",s,os.fsdecode(b"n\\xff"),s],${protocol}))`;
        const decoder = new PickledStringsDecoder();
        decoder.push(python(script, ''));
        const again = 'again and again';
        expect(decoder.strings).toEqual([again, 'b', again, 'n\udcff', again]);
      },
    );
  });

  it.skipIf(!hasPython).each(LISTS.map((list, index) => [index, list] as const))(
    'Python reads what is written: list %i (needs python3)',
    (_index, list) => {
      const loads =
        'import json,pickle,sys;json.dump(pickle.loads(sys.stdin.buffer.read()),sys.stdout)';
      expect(
        JSON.parse(python(loads, Buffer.concat([...encodePlainList([list])])).toString()),
      ).toEqual(list);
    },
  );
});
