import { join } from 'node:path';
import { expect, it } from 'vitest';
import { expandHome } from './home-path.ts';

const HOME = join('/home', 'ada');

it.each<[path: string, platform: NodeJS.Platform, expanded: string]>([
  ['~', 'linux', HOME],
  ['~/', 'linux', join(HOME, '/')],
  ['~/a/b', 'linux', join(HOME, 'a', 'b')],
  ['~\\a', 'linux', '~\\a'],
  ['~ada/a', 'linux', '~ada/a'],
  ['./~', 'linux', './~'],
  ['a/~/b', 'linux', 'a/~/b'],
  ['', 'linux', ''],
  ['~/a', 'win32', join(HOME, 'a')],
])('%j on %s is %j', (path, platform, expanded) => {
  expect(expandHome(path, HOME, platform)).toBe(expanded);
});

it('takes the other separator of Windows, too', () => {
  expect(expandHome('~\\a', HOME, 'win32')).toBe(join(HOME, '\\a'));
});
