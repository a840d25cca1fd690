import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkName } from '../engine/files/name-rules.ts';
import { ProblemError } from '../shared/problem.ts';
import { folderProblemOf } from './folder-browser.ts';

/** Looking for many files at once would only queue up in the system. */
const AT_ONCE = 32;

/** @throws ProblemError unless `directory` is a folder that can be written to */
export async function checkTargetFolder(directory: string): Promise<void> {
  const stats = await stat(directory).catch((error: unknown) => {
    throw folderProblemOf(error);
  });
  if (!stats.isDirectory()) throw new ProblemError('not-a-folder');
  await access(directory, constants.W_OK).catch((error: unknown) => {
    throw new ProblemError('permission-denied', undefined, { cause: error });
  });
}

/** Those of the names that exist in the folder. Names that could lead out of it are not looked for. */
export async function findCollisions(
  directory: string,
  names: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (let start = 0; start < names.length; start += AT_ONCE) {
    const some = names.slice(start, start + AT_ONCE);
    const exists = await Promise.all(some.map((name) => nameExists(directory, name)));
    found.push(...some.filter((_, index) => exists[index]));
  }
  return found;
}

async function nameExists(directory: string, name: string): Promise<boolean> {
  if (checkName(name) !== undefined) return false;
  return access(join(directory, ...name.split('/'))).then(
    () => true,
    () => false,
  );
}
