import { expect, it } from 'vitest';
import { decideClose } from './close-rules.ts';

const idle = { serving: false, downloading: false };
const serving = { serving: true, downloading: false };
const downloading = { serving: false, downloading: true };

it('quits with nothing going on, or stays in the dock', () => {
  expect(decideClose(idle, 'ask', 'linux')).toBe('quit');
  expect(decideClose(idle, 'stay', 'win32')).toBe('quit');
  expect(decideClose(idle, 'ask', 'darwin')).toBe('stay');
});

it.each([serving, downloading])('asks until the person has chosen: %o', (activity) => {
  expect(decideClose(activity, 'ask', 'linux')).toBe('ask');
  expect(decideClose(activity, 'stay', 'linux')).toBe('stay');
  expect(decideClose(activity, 'stop', 'darwin')).toBe('quit');
});
