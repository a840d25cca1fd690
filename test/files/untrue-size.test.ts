import { closeSync, existsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { FileRoot } from '../../src/engine/files/file-root.ts';
import { makeSampleFolder } from './sample-folder.ts';

it.for([
  ['/proc/sys/kernel', 'osrelease'],
  ['/proc/self', 'status'],
  ['/sys/kernel', 'address_bits'],
] as const)(
  'a file of another size than the system says is refused: %s/%s',
  ([folder, name], { skip }) => {
    if (!existsSync(join(folder, name))) skip('this system has no such file');
    expect(FileRoot.open(folder).openFile(name)).toEqual({
      ok: false,
      code: 'not-a-file',
      why: { reason: 'untrue-size' },
    });
  },
);

it.each([
  ['no-bytes', 0],
  ['sparse', 1 << 20],
])('an ordinary file that occupies no block is served: %s', (name, size) => {
  const sample = makeSampleFolder();
  onTestFinished(() => sample.remove());
  writeFileSync(join(sample.inside, name), '');
  truncateSync(join(sample.inside, name), size);
  const opened = FileRoot.open(sample.inside).openFile(name);
  expect(opened).toMatchObject({ ok: true, version: { size } });
  if (opened.ok) closeSync(opened.fd);
});
