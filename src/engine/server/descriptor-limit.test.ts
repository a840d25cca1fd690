import { expect, it } from 'vitest';
import { connectionsByDescriptors } from './descriptor-limit.ts';

const limitsOf = (files: string): string =>
  [
    'Limit                     Soft Limit           Hard Limit           Units     ',
    'Max processes             63000                63000                processes ',
    `Max open files            ${files.padEnd(20)} 1048576              files     `,
  ].join('\n');

it.each([
  ['1024', 480],
  ['120', 28],
  ['10', 1],
  ['unlimited', Infinity],
])('of %s descriptors', (files, connections) => {
  expect(connectionsByDescriptors(limitsOf(files))).toBe(connections);
});

it('knows no bound where the system tells none', () => {
  expect(connectionsByDescriptors('')).toBe(Infinity);
});

it.runIf(process.platform === 'linux')('reads what this system tells', () => {
  expect(connectionsByDescriptors()).toBeGreaterThan(0);
});
