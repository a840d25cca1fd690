import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Resources } from '../../harness/resources.ts';
import { versionOf } from '../peers/commands.ts';

const COMPILERS = ['cc', 'gcc', 'clang'];
const FLAGS = ['-std=gnu17', '-O2', '-Wall', '-Wextra', '-pthread'];
const TIMEOUT_MS = 60_000;
const run = promisify(execFile);

/** Our own programs in C, compiled for this machine. */
export type NativePrograms =
  | {
      readonly ok: true;
      /** What compiled them. */
      readonly compiler: string;
      /** Path of the program that asks. */
      readonly loadGenerator: string;
      /** Path of the program that answers as fast as loopback allows. */
      readonly limitServer: string;
    }
  | { readonly ok: false; readonly reason: string };

/** Compiles them into a temporary folder, with the first compiler there is. */
export async function compileNativePrograms(resources: Resources): Promise<NativePrograms> {
  if (process.platform !== 'linux') return { ok: false, reason: 'it needs the epoll of Linux' };
  for (const compiler of COMPILERS) {
    const version = await versionOf(compiler, ['--version']);
    if (version === undefined) continue;
    const folder = resources.folder();
    try {
      const [loadGenerator, limitServer] = await Promise.all(
        ['load-generator', 'limit-server'].map((name) => compile(compiler, name, folder)),
      );
      return {
        ok: true,
        compiler: version,
        loadGenerator: loadGenerator!,
        limitServer: limitServer!,
      };
    } catch (error) {
      // As on a machine that has a compiler but no headers.
      const { stderr } = error as { stderr?: string };
      const said = (stderr ?? (error as Error).message).trim().split('\n')[0] ?? '';
      return { ok: false, reason: `${compiler} cannot compile it: ${said}` };
    }
  }
  return { ok: false, reason: `there is no C compiler (${COMPILERS.join(', ')})` };
}

async function compile(compiler: string, name: string, folder: string): Promise<string> {
  const program = path.join(folder, name);
  const source = path.join(import.meta.dirname, `${name}.c`);
  await run(compiler, [...FLAGS, '-o', program, source], { timeout: TIMEOUT_MS });
  return program;
}
