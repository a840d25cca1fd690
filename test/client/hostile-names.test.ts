import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  download,
  sampleBytes,
  startNativeDouble,
  temporaryFolder,
  treeOf,
} from './download-setup.ts';

const part = fc.oneof(
  fc.constantFrom(
    '..',
    '.',
    '',
    '...',
    '.. ',
    '..\u0000',
    'CON',
    'nul.txt',
    'C:',
    'a:b',
    '~',
    '%2e%2e',
  ),
  fc.constantFrom(
    '..\\..\\x',
    '\\\\host\\share',
    '\u2024\u2024',
    '\uff0e\uff0e',
    '\ud800',
    '\u202e',
  ),
  fc.string({ maxLength: 12, unit: 'binary' }),
  fc.constantFrom('a', 'b', 'dir', 'x.part', 'x.part.json'),
);
const name = fc
  .tuple(fc.constantFrom('', '/', '//', './', '../', '../../'), fc.array(part, { maxLength: 6 }))
  .map(([beginning, parts]) => beginning + parts.join('/'));

it('no name that a server lists is written outside the target folder', async () => {
  const seed = Date.now() & 0x7fffffff;
  const names = [
    ...fc.sample(name, { seed, numRuns: 3000 }),
    '/etc/fifolio-was-here',
    '../outside',
    'ok/../../outside',
    'z'.repeat(4000),
  ];
  const lines = names.map((entry) =>
    JSON.stringify({ name: entry, size: 3, modifiedAt: '2026-01-01T00:00:00.000Z', cached: false }),
  );
  const header = JSON.stringify({ ok: true, count: names.length, truncated: false, skipped: 0 });
  const content = sampleBytes(3);
  const server = await startNativeDouble({
    files: new Map(names.map((entry) => [entry, content])),
    answer: ({ op }) => (op === 'files' ? `${[header, ...lines].join('\n')}\n` : undefined),
  });
  const around = await temporaryFolder();
  const directory = join(around, 'one', 'two', 'target');
  mkdirSync(directory, { recursive: true });
  const { outcomes } = await download({
    port: server.port,
    names: { prefix: '', recursive: true },
    directory,
    ifExists: 'keep-both',
  });
  const written = await treeOf(around);
  expect(
    written.filter((path) => !path.startsWith('one/two/target/')),
    `seed ${String(seed)}`,
  ).toEqual([]);
  const completed = outcomes.filter(({ status }) => status === 'completed');
  expect(completed.length).toBe(written.length);
  expect(completed.length).toBeGreaterThan(50);
  expect(outcomes.length).toBe(names.length);
}, 60_000);
