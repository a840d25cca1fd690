import assert from 'node:assert/strict';
import { isAbsolute, posix, relative, resolve, win32 } from 'node:path';
import { partialFilePaths } from '../../../src/engine/client/storing/partial-files/partial-file-paths.ts';
import { localPath, numberedPath } from '../../../src/engine/client/storing/target-path.ts';
import { checkLocalName, checkName } from '../../../src/engine/files/name-rules.ts';
import { anyName } from '../make/names.ts';
import { target } from '../target.ts';
import { expectMessage } from './expectations.ts';
import { FailureError } from '../../../src/shared/failure.ts';
import { nameProblemText } from '../../../src/shared/name-sentences.ts';
import { failureSentence } from '../../../src/shared/failure-sentences.ts';

const PLATFORMS = ['linux', 'darwin', 'win32'] as const;
const ROOTS = { posix: '/srv/shared', win32: 'C:\\srv\\shared' };
const LOCAL_ROOT = resolve('/srv/shared');
const LONGEST_NAME = 4096;
const LONGEST_PART = 255;

const DEVICES = new Set(['con', 'prn', 'aux', 'nul', 'conin$', 'conout$']);
for (const port of ['com', 'lpt']) {
  for (const number of '0123456789¹²³') DEVICES.add(port + number);
}

/** The rules for names: what they let through stays in its folder, on every operating system. */
export const namesTarget = target<string>('names', {
  make: (random) => anyName(random),
  check: (name) => {
    const problem = checkName(name);
    if (problem !== undefined) {
      expectMessage(nameProblemText(problem));
      for (const platform of PLATFORMS) expectRefused(name, platform);
      return 'refused';
    }
    expectHarmless(name);
    for (const form of ['NFC', 'NFD'] as const) {
      const spelling = name.normalize(form);
      // Looked up in this form too, if the rules let it through: a Kelvin sign becomes a drive's letter.
      if (checkName(spelling) === undefined) expectHarmless(spelling);
    }
    for (const platform of PLATFORMS) {
      const localProblem = checkLocalName(name, platform);
      if (localProblem !== undefined) {
        expectMessage(nameProblemText(localProblem));
        expectRefused(name, platform);
      } else if (!/\.part\.(?:json|lock)/iu.test(name)) {
        expectLocalPath(name, platform);
      }
    }
    return 'accepted';
  },
});

function expectHarmless(name: string): void {
  assert.ok(Buffer.byteLength(name) <= LONGEST_NAME, 'too long');
  assert.ok(Buffer.from(name).toString() === name, 'changed by UTF-8');
  assert.equal(posix.resolve(ROOTS.posix, name), `${ROOTS.posix}/${name}`, 'moves on POSIX');
  assert.equal(
    win32.resolve(ROOTS.win32, name),
    `${ROOTS.win32}\\${name.replaceAll('/', '\\')}`,
    'moves on Windows',
  );
  for (const part of name.split('/')) {
    assert.ok(!/[. ]$/.test(part), 'Windows drops what its end has');
    // Windows looks at what stands before the first dot or colon, without the spaces behind it.
    const stem = part.split(/[.:]/)[0]!.replace(/ +$/, '').toLowerCase();
    assert.ok(!DEVICES.has(stem), 'a device on Windows');
    for (const character of part) {
      const code = character.codePointAt(0)!;
      assert.ok(code >= 0x20 && !(code >= 0x7f && code <= 0x9f), 'a control character');
      assert.ok(character !== '\\', 'a backslash');
    }
  }
}

function expectLocalPath(name: string, platform: NodeJS.Platform): void {
  const path = localPath(LOCAL_ROOT, name, platform);
  assert.ok(isBelow(path), 'outside of the folder');
  const folder = resolve(path, '..');
  const { part, record, lock } = partialFilePaths(path);
  const companions = [part(1), part(2), record, lock];
  for (const beside of [...companions, numberedPath(path, 1)]) {
    assert.equal(resolve(beside, '..'), folder, 'a companion in another folder');
    assert.notEqual(beside, path, 'a companion of the same name');
  }
  for (const beside of companions) {
    const length = beside.length - folder.length - 1;
    assert.ok(length <= LONGEST_PART, `a companion's name of ${length} characters`);
    assert.ok(beside.isWellFormed(), 'a companion with half a character');
  }
}

function expectRefused(name: string, platform: NodeJS.Platform): void {
  try {
    localPath(LOCAL_ROOT, name, platform);
  } catch (error) {
    if (!(error instanceof FailureError) || error.kind !== 'local') throw error;
    assert.ok(failureSentence(error.failure).length > 0);
    return;
  }
  assert.fail(`${platform} takes a name against the rules`);
}

function isBelow(path: string): boolean {
  const way = relative(LOCAL_ROOT, path);
  return way !== '' && way.split(/[/\\]/)[0] !== '..' && !isAbsolute(way);
}
