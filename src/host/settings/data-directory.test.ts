import { expect, it } from 'vitest';
import { headlessDataDirectory } from './data-directory.ts';

it.each([
  ['linux', {}, '/home/me', '/home/me/.config/fifolio/headless'],
  ['linux', { XDG_CONFIG_HOME: '/etc/me' }, '/home/me', '/etc/me/fifolio/headless'],
  ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/me', '/home/me/.config/fifolio/headless'],
  ['darwin', {}, '/Users/me', '/Users/me/Library/Application Support/Fifolio/headless'],
  ['win32', { APPDATA: 'D:\\Me' }, 'C:\\Users\\me', 'D:\\Me\\Fifolio\\headless'],
  ['win32', {}, 'C:\\Users\\me', 'C:\\Users\\me\\AppData\\Roaming\\Fifolio\\headless'],
] as const)('follows the custom of %s with %j', (platform, environment, home, expected) => {
  expect(headlessDataDirectory({ platform, environment, home })).toBe(expected);
});
