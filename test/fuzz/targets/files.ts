import assert from 'node:assert/strict';
import { closeSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileRoot } from '../../../src/engine/files/file-root.ts';
import { checkName } from '../../../src/engine/files/name-rules.ts';
import { Resources } from '../../../harness/resources.ts';
import { anyName } from '../make/names.ts';
import type { Random } from '../make/random.ts';
import { target } from '../target.ts';
import { expectMessage } from './expectations.ts';
import { refusalSentence } from '../../../src/shared/refusal-sentences.ts';

const FILES = ['a.txt', 'sub/b.txt', 'sub/deep/c.txt', '\u00e9.txt'];
const STEPS = [
  ...[
    'a.txt',
    'b.txt',
    'sub',
    'deep',
    'c.txt',
    '\u00e9.txt',
    'e\u0301.txt',
    'shared',
    'secret.txt',
  ],
  ...['up', 'here', 'out', 'out-folder', 'loop', 'nowhere', 'device', 'root', 'inside'],
];

interface Sample {
  readonly root: FileRoot;
  /** What may be opened: device and inode of every regular file inside. */
  readonly allowed: ReadonlySet<string>;
}

let sample: Sample | undefined;

/** Names on a real folder full of links: whatever opens lies inside, and is found again by its key. */
export const filesTarget = target<string>('files', {
  make: (random) => (random.once(4) ? anyName(random) : wayThrough(random)),
  check: (name) => {
    sample ??= makeSample();
    const { root, allowed } = sample;
    const opened = root.openFile(name);
    if (!opened.ok) {
      expectMessage(refusalSentence(opened.why));
      assert.ok(
        !refusalSentence(opened.why).includes(root.directory),
        'a path of the server is told',
      );
      assert.notEqual(opened.code, 'internal', refusalSentence(opened.why));
      return 'refused';
    }
    closeSync(opened.fd);
    assert.ok(allowed.has(String(opened.version.inode)), 'a file from outside was opened');
    assert.equal(checkName(opened.key), undefined, 'a key that cannot be asked for');
    const again = root.openFile(opened.key);
    assert.ok(again.ok, 'the key is not found');
    closeSync(again.fd);
    assert.equal(again.key, opened.key, 'two keys for one file');
    assert.equal(again.version.inode, opened.version.inode, 'the key names another file');
    return 'accepted';
  },
});

function wayThrough(random: Random): string {
  const steps = random.several(random.length(6), () => random.pick(STEPS));
  return [...steps, random.pick(FILES)].join('/');
}

function makeSample(): Sample {
  const base = new Resources().folder();
  const inside = join(base, 'shared');
  const outside = join(base, 'shared-not');
  mkdirSync(join(inside, 'sub/deep'), { recursive: true });
  mkdirSync(outside);
  for (const name of ['secret.txt', 'a.txt']) writeFileSync(join(outside, name), 'secret');
  const inodes = FILES.map((name) => {
    writeFileSync(join(inside, name), name);
    return FileRoot.open(inside).statKey(name);
  });
  if (process.platform !== 'win32') {
    const links: readonly (readonly [name: string, leadsTo: string])[] = [
      ['sub/up', '..'],
      ['here', '.'],
      ['inside', join(inside, 'sub')],
      ['out', join(outside, 'secret.txt')],
      ['out-folder', outside],
      ['up', '..'],
      ['root', '/'],
      ['loop', 'loop'],
      ['nowhere', 'nothing'],
      ['device', '/dev/zero'],
    ];
    for (const [name, leadsTo] of links) symlinkSync(leadsTo, join(inside, name));
  }
  return {
    root: FileRoot.open(inside),
    allowed: new Set(inodes.map((version) => (version === 'missing' ? '' : String(version.inode)))),
  };
}
