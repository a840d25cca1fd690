import { execFileSync, spawnSync } from 'node:child_process';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { bashReplacement, readBashLine } from './bash-line.ts';

describe('a line of bash', () => {
  it.each([
    ['fifolio ', ['fifolio', ''], 0, ''],
    ['fifolio  get', ['fifolio', 'get'], 0, ''],
    ['a nas:80', ['a', 'nas:80'], 4, ''],
    ['a nas\\:80', ['a', 'nas:80'], 0, ''],
    ['a --to=x', ['a', '--to=x'], 5, ''],
    ['a two\\ w', ['a', 'two w'], 0, ''],
    ['a "two w', ['a', 'two w'], 0, '"'],
    ['a "\\$x \\y', ['a', '$x \\y'], 0, '"'],
    ["a 'it\\", ['a', 'it\\'], 0, "'"],
    ['a --to="x y', ['a', '--to=x y'], 5, '"'],
    ['a "" b', ['a', '', 'b'], 0, ''],
  ])('%j', (line, words, kept, quote) => {
    expect(readBashLine(line, ':=')).toEqual({ words, kept, quote });
  });

  it('breaks at no character where bash was told so', () => {
    expect(readBashLine('a nas:80', '').kept).toBe(0);
  });
});

const hasBash = spawnSync('bash', ['--version']).status === 0;

describe.skipIf(!hasBash)(
  'what bash makes of a replacement (skipped where there is no bash)',
  () => {
    const names = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((name) => !/\p{Control}/u.test(name) && !name.includes('\ufffd'));

    test.prop([fc.array(names, { minLength: 1, maxLength: 30 }), fc.constantFrom('', '"', "'")])(
      'is the word again',
      (words, quote) => {
        const line = readBashLine(`a ${quote}`, ':=');
        const quoted = words.map((word) => `${quote}${bashReplacement(word, line)}${quote}`);
        const script = `printf '%s\\0' ${quoted.join(' ')}`;
        const printed = execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
        expect(printed.split('\0').slice(0, -1)).toEqual(words);
      },
      60_000,
    );
  },
);
