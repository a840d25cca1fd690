import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { FIFOLIO_VERSION } from '../src/shared/version.ts';
import { debFileName, makeDeb } from './package/deb.ts';
import { makeSingleExecutable } from './package/single-executable.ts';

/**
 * `npm run package:deb`: a Debian package of the single executable, in `dist/`. Its date is that of the last
 * commit, or `SOURCE_DATE_EPOCH`.
 */
const root = resolve(import.meta.dirname, '..');
if (process.platform !== 'linux') {
  console.error('The Debian package contains an executable for Linux, and is made there only.');
  process.exit(4);
}
const source = { root, arch: process.arch, version: FIFOLIO_VERSION, date: await sourceDate() };
const output = join(root, 'dist', debFileName(source));
const executable = `${output}.executable`;
await mkdir(join(root, 'dist'), { recursive: true });
try {
  await makeSingleExecutable({ root, node: process.execPath, output: executable });
  await makeDeb({ ...source, executable }, output);
} finally {
  await rm(executable, { force: true });
}
console.log(output);

async function sourceDate(): Promise<Date> {
  const { SOURCE_DATE_EPOCH: given } = process.env;
  const seconds = given ?? (await lastCommit());
  if (!/^\d+$/.test(seconds)) {
    console.error(`SOURCE_DATE_EPOCH must be a number of seconds since 1970, not "${seconds}".`);
    process.exit(2);
  }
  return new Date(Number(seconds) * 1000);
}

async function lastCommit(): Promise<string> {
  const command = ['log', '-1', '--format=%ct'];
  const { stdout } = await promisify(execFile)('git', command, { cwd: root });
  return stdout.trim();
}
