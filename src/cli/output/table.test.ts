import { describe, expect, it } from 'vitest';
import { displayWidth, shorten } from './display-width.ts';
import { formatTable } from './table.ts';

const columns = [
  { heading: 'Name', elastic: true },
  { heading: 'Size', align: 'right' },
] as const;

function table(rows: readonly (readonly string[])[], width = 80): string[] {
  return formatTable({ columns, rows, width, styleHeading: (text) => text });
}

describe('formatTable', () => {
  it('aligns by what a terminal shows, not by code units', () => {
    expect(
      table([
        ['abc', '1 B'],
        ['漢字.txt', '22 B'],
        ['e\u0301🌸', '3 B'],
      ]),
    ).toEqual(['Name      Size', 'abc        1 B', '漢字.txt  22 B', 'e\u0301🌸        3 B']);
  });

  it('shortens the elastic column to the width of the terminal', () => {
    const lines = table([['a-very-long-name-of-a-file-that-does-not-fit.tar.gz', '1 KiB']], 30);
    expect(lines.map(displayWidth)).toEqual([30, 30]);
    expect(lines[1]).toMatch(/^a-very-l….*\.tar\.gz {2}1 KiB$/);
  });

  it('never makes the elastic column too narrow to distinguish names', () => {
    const [, line = ''] = table([['abcdefghijklmnop', '1 B']], 5);
    expect(line).toContain('…');
    expect(displayWidth(line.split('  ')[0] ?? '')).toBe(12);
  });
});

describe('shorten', () => {
  it('leaves what fits alone and never exceeds the width', () => {
    expect(shorten('abc', 3)).toBe('abc');
    for (let width = 1; width < 12; width++) {
      expect(displayWidth(shorten('漢字漢字漢字.txt', width))).toBeLessThanOrEqual(width);
    }
  });
});
