import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { qrPath } from './qr-path.ts';

it('fills exactly the dark modules, with a light border around them', () => {
  const text = 'http://192.168.1.20:8080/';
  const { size, path } = qrPath(text);
  const filled = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    filled[Number(y)]!.fill(true, Number(x), Number(x) + Number(length));
  }
  expect(path.replaceAll(/M\d+ \d+h(\d+)v1h-\1z/g, '')).toBe('');
  expect(filled).toEqual(encode(text, { ecc: 'M', border: 4 }).data);
  const border = filled.flatMap((row, y) =>
    row.filter((_, x) => Math.min(x, y, size - 1 - x, size - 1 - y) < 4),
  );
  expect(border).not.toContain(true);
  // The corner of a finder pattern: the code is not shifted.
  expect(filled[4]!.slice(4, 12)).toEqual([true, true, true, true, true, true, true, false]);
});
