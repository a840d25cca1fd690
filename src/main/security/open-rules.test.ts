import { expect, it } from 'vitest';
import { isOnlyShown } from './open-rules.ts';

it.each(['/d/report.pdf', 'C:\\d\\photo.JPG', '/d/archive.tar.gz', '/d/a.exe.txt', '/d.sh/a.txt'])(
  'opens %s',
  (path) => {
    expect(isOnlyShown(path)).toBe(true);
  },
);

it.each([
  ...['/d/setup.exe', 'C:\\d\\SETUP.EXE', 'C:\\d\\photo.jpg.lnk', '/d/install.sh', '/d/x.desktop'],
  ...['C:\\d\\setup.exe. .', '/d/tool.app', '/d/no-ending', '/d/.hidden/program', '/d/trailing.'],
])('does not open %s', (path) => {
  expect(isOnlyShown(path)).toBe(false);
});
