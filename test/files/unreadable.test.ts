import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SampleFolder } from './sample-folder.ts';
import { makeSampleFolder } from './sample-folder.ts';
import type { Failure } from '../../src/shared/contract-failure.ts';
import { failureSentence } from '../../src/shared/failure-sentences.ts';

let sample: SampleFolder;
beforeEach(() => {
  sample = makeSampleFolder();
  chmodSync(dirname(sample.inside), 0o755);
});
afterEach(() => {
  for (const path of [sample.inside, join(sample.inside, 'sub')]) chmodSync(path, 0o755);
  sample.remove();
});

/**
 * Runs statements over `root` in a process that may not read everything: where the tests run as root,
 * it gives its rights up once it has loaded its code. They put their findings into `found`.
 */
function runUnprivileged(statements: string): unknown {
  const files = new URL('../../src/engine/files/', import.meta.url);
  const script = `
    const { FileRoot } = await import(${JSON.stringify(new URL('file-root.ts', files).href)});
    const { listFiles } = await import(${JSON.stringify(new URL('listing.ts', files).href)});
    if (process.getuid() === 0) { process.setgroups([]); process.setgid(65534); process.setuid(65534); }
    const directory = ${JSON.stringify(sample.inside)};
    const found = {};
    ${statements}
    process.stdout.write(JSON.stringify(found));`;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
  );
}

describe.skipIf(process.platform === 'win32')('what the server may not read', () => {
  it('is refused, and left out of listings if it is a folder', () => {
    chmodSync(join(sample.inside, 'a.txt'), 0);
    chmodSync(join(sample.inside, 'sub'), 0);
    const found = runUnprivileged(`
      const root = FileRoot.open(directory);
      found.file = root.openFile('a.txt');
      found.below = root.openFile('sub/b.txt');
      found.nothing = root.openFile('nothing').ok;
      found.key = root.statKey('sub/b.txt');
      const listing = await listFiles(root, { recursive: true });
      found.names = listing.files.map((file) => file.name);
      found.omitted = listing.omitted.filter(({ kind }) => kind === 'unreadable-folder');
      found.besides = (await listFiles(root, { folders: true })).omitted
        .filter(({ kind }) => kind === 'unreadable-folder');`) as {
      names: string[];
      omitted: unknown;
    };
    const refusal = {
      ok: false,
      code: 'forbidden',
      why: { reason: 'unreadable' },
    };
    expect(found).toMatchObject({ file: refusal, below: refusal, nothing: true, key: 'missing' });
    expect(found.names).toContain('nothing');
    expect(found.names.filter((name) => name.startsWith('sub/'))).toEqual([]);
    const twice = { kind: 'unreadable-folder', count: 2, names: ['link-to-folder/', 'sub/'] };
    expect(found).toMatchObject({ omitted: [twice], besides: [twice] });
  });

  it('cannot be shared', () => {
    chmodSync(sample.inside, 0);
    const found = runUnprivileged(`
      try { FileRoot.open(directory); } catch (error) { Object.assign(found, error.failure); }`);
    expect(found).toEqual({
      code: 'share-unreadable',
      directory: sample.inside,
      systemCode: 'EACCES',
    });
    expect(failureSentence(found as Failure)).toBe(
      `Cannot share "${sample.inside}": it cannot be read (EACCES). Check its permissions, or choose another folder.`,
    );
  });
});
