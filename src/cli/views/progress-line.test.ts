import picocolors from 'picocolors';
import { expect, it } from 'vitest';
import { MIB } from '../../shared/units.ts';
import { displayWidth } from '../output/display-width.ts';
import { progressLine } from './progress-line.ts';

const half = {
  label: 'a-file-with-a-name.iso',
  done: 32 * MIB,
  total: 64 * MIB,
  bytesPerSecond: 8 * MIB,
  columns: 110,
  colors: picocolors.createColors(false),
};

it('shows name, bar, share, amounts, speed and time left', () => {
  expect(progressLine(half)).toMatch(
    /^a-file-with-a-name\.iso +█{12}░{12} {3}50 % {2}32 MiB of 64 MiB +8 MiB\/s +4 s left$/,
  );
});

it('leaves out what it cannot know', () => {
  const line = progressLine({ ...half, total: undefined });
  expect(line).toMatch(/^a-file-with-a-name\.iso +32 MiB +8 MiB\/s$/);
  expect(progressLine({ ...half, bytesPerSecond: 0 })).toMatch(/50 % {2}32 MiB of 64 MiB$/);
});

it('a file of 0 bytes is complete', () => {
  expect(progressLine({ ...half, done: 0, total: 0 })).toContain('100 %');
});

it('fits every terminal', () => {
  for (let columns = 1; columns <= 200; columns++) {
    expect(displayWidth(progressLine({ ...half, columns }))).toBeLessThan(Math.max(columns, 2));
  }
});

it('keeps the name in sight on a narrow terminal', () => {
  for (let columns = 24; columns <= 200; columns++) {
    expect(progressLine({ ...half, columns })).toMatch(/^a-.*(iso|…)/);
    expect(progressLine({ ...half, total: undefined, columns })).toMatch(/^a-.*(iso|…)/);
  }
  expect(progressLine({ ...half, columns: 40 })).toBe('a-file-w…h-a-name.iso   50 %  8 MiB/s');
});
