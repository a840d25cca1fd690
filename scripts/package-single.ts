import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { FIFOLIO_VERSION } from '../src/shared/version.ts';
import { makeSingleExecutable } from './package/single-executable.ts';

/** `npm run package:single`: one executable file for the system that it runs on, in `dist/`. */
const root = resolve(import.meta.dirname, '..');
const ending = process.platform === 'win32' ? '.exe' : '';
const system = process.platform === 'win32' ? 'win' : process.platform;
const output = join(root, 'dist', `fifolio-${FIFOLIO_VERSION}-${system}-${process.arch}${ending}`);
await mkdir(join(root, 'dist'), { recursive: true });
await makeSingleExecutable({ root, node: process.execPath, output });
console.log(output);
