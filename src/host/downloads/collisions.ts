import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkName } from '../../engine/index.ts';
import { folderFailure } from '../folders/folder-browser.ts';
import { FailureError } from '../../shared/failure.ts';

/** Looking for many files at once would only queue up in the system. */
const AT_ONCE = 32;

/** @throws FailureError unless `directory` is a folder that can be written to */
export async function checkTargetFolder(directory: string): Promise<void> {
  const stats = await stat(directory).catch((error: unknown) => {
    throw folderFailure(error);
  });
  if (!stats.isDirectory()) throw new FailureError({ code: 'not-a-folder' });
  await access(directory, constants.W_OK).catch((error: unknown) => {
    throw new FailureError({ code: 'folder-not-writable' }, { cause: error });
  });
}

/** Those of the names that exist in the folder. Names that could lead out of it are not looked for. */
export async function findCollisions(
  directory: string,
  names: Iterable<string>,
): Promise<string[]> {
  const found: string[] = [];
  // Where a folder is missing, nothing that would be in it has to be looked for.
  const folders = new Map<string, Promise<boolean>>([['', Promise.resolve(true)]]);
  const folderExists = (folder: string): Promise<boolean> => {
    let answer = folders.get(folder);
    if (answer === undefined) {
      const parent = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
      answer = folderExists(parent).then((isThere) => isThere && exists(directory, folder));
      folders.set(folder, answer);
    }
    return answer;
  };
  const nameExists = async (name: string): Promise<boolean> => {
    if (checkName(name) !== undefined) return false;
    const folder = name.slice(0, Math.max(0, name.lastIndexOf('/')));
    return (await folderExists(folder)) && exists(directory, name);
  };
  for (const some of groupsOf(names, AT_ONCE)) {
    const isThere = await Promise.all(some.map(nameExists));
    for (const [index, name] of some.entries()) if (isThere[index] === true) found.push(name);
  }
  return found;
}

function* groupsOf<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let group: T[] = [];
  for (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

function exists(directory: string, name: string): Promise<boolean> {
  return access(join(directory, ...name.split('/'))).then(
    () => true,
    () => false,
  );
}
