import { closeSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileRoot } from '../../src/engine/files/file-root.ts';
import { listFiles } from '../../src/engine/files/listing.ts';
import { platformLocator } from '../../src/engine/files/open-location.ts';
import type { SampleFolder } from './sample-folder.ts';
import { makeSampleFolder, SECRET } from './sample-folder.ts';
import { refusalSentence } from '../../src/shared/refusal-sentences.ts';

/** Exchanges, as fast as it can, what three names lead to, between inside and outside. */
const SWAPPER = `
  const { renameSync, symlinkSync, writeFileSync } = require('node:fs');
  const { workerData, parentPort } = require('node:worker_threads');
  const { inside, outside, stop } = workerData;
  const place = (name, make) => {
    make(inside + '/' + name + '.new');
    renameSync(inside + '/' + name + '.new', inside + '/' + name);
  };
  const turn = (leadsOut) => {
    place('swapped-file', (path) => symlinkSync(leadsOut ? outside + '/secret.txt' : 'a.txt', path));
    place('swapped-folder', (path) => symlinkSync(leadsOut ? outside + '/sub' : 'sub', path));
    if (leadsOut) place('replaced', (path) => symlinkSync(outside + '/secret.txt', path));
    else place('replaced', (path) => writeFileSync(path, 'real'));
  };
  turn(false);
  parentPort.postMessage('ready');
  for (let leadsOut = true; Atomics.load(stop, 0) === 0; leadsOut = !leadsOut) turn(leadsOut);
`;

const NAMES = ['swapped-file', 'swapped-folder/b.txt', 'replaced'] as const;
const CONTENTS = { 'swapped-file': 'a', 'swapped-folder/b.txt': 'bb', replaced: 'real' };
const MIN_OPENS = 3000;
const MAX_OPENS = 200_000;

describe.skipIf(process.platform === 'win32')('links swapped while files are opened', () => {
  let sample: SampleFolder;
  let swapper: Worker;
  let root: FileRoot;
  const stop = new Int32Array(new SharedArrayBuffer(4));

  beforeEach(async () => {
    sample = makeSampleFolder();
    root = FileRoot.open(sample.inside, platformLocator());
    Atomics.store(stop, 0, 0);
    const { inside, outside } = sample;
    swapper = new Worker(SWAPPER, { eval: true, workerData: { inside, outside, stop } });
    await new Promise((resolve) => swapper.once('message', resolve));
  });
  afterEach(async () => {
    const ended = new Promise((resolve) => swapper.once('exit', resolve));
    Atomics.store(stop, 0, 1);
    await ended;
    sample.remove();
  });

  it('never give the content of a file outside', () => {
    const outcomes = new Set<string>();
    const isEnough = (): boolean =>
      NAMES.every((name) => outcomes.has(`${name} served`) && outcomes.has(`${name} forbidden`));
    for (let round = 0; round < MAX_OPENS && (round < MIN_OPENS || !isEnough()); round += 1) {
      const name = NAMES[round % NAMES.length] ?? 'replaced';
      const opened = root.openFile(name);
      if (opened.ok) {
        const content = readFileSync(opened.fd, 'utf8');
        closeSync(opened.fd);
        expect(content).toBe(CONTENTS[name]);
      }
      outcomes.add(`${name} ${opened.ok ? 'served' : opened.code}`);
    }
    // The swapping was met in both of its states, or nothing was shown.
    expect(isEnough()).toBe(true);
    for (const outcome of outcomes) expect(outcome).toMatch(/ (served|forbidden|busy)$/);
  });

  it('never list what is outside', async () => {
    for (let round = 0; round < 60; round += 1) {
      const listing = await listFiles(root, { recursive: true });
      if (!listing.ok) throw new Error(refusalSentence(listing.why));
      for (const file of listing.files) {
        expect(file.size).not.toBe(SECRET.length);
        expect(file.name).not.toMatch(/secret/);
      }
      expect(listing.files.map((file) => file.name)).toContain('sub/deep/c.txt');
    }
  });
});
