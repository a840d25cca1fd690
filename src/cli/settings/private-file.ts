import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { visibleText } from '../../shared/visible-text.ts';
import { localError } from '../cli-error.ts';

const OTHERS_MAY_READ = 0o004;
const GROUP_MAY_READ = 0o040;

/** What was in a file, and whether only those may read it who may know what it says. */
export interface SettingsFile {
  readonly text: string;
  readonly isPrivate: boolean;
}

/**
 * Reads a file of settings.
 *
 * @param what for a message: `The configuration file`
 * @throws {CliError} local when it cannot be read.
 */
export async function readSettingsFile(file: string, what: string): Promise<SettingsFile> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file);
    // Of the file that is read, whatever its name leads to a moment later.
    const { mode, uid } = await handle.stat();
    return { text: await handle.readFile('utf8'), isPrivate: isPrivate(mode, uid) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : message;
    throw localError(`${what} ${visibleText(file)} cannot be read: ${visibleText(reason)}`);
  } finally {
    await handle?.close();
  }
}

/** The refusal of a file that says what not everybody may know. */
export function tooOpenError(file: string): Error {
  const quoted = `'${visibleText(file).replaceAll("'", String.raw`'\''`)}'`;
  return localError(
    `${visibleText(file)} holds an access code, and other users of this computer can read it: run chmod 600 ${quoted} and try again`,
  );
}

/**
 * As PostgreSQL does with keys: nobody else may read one's own file; a group may read one that another user
 * gave, as secrets in containers are. On Windows, folders decide.
 */
function isPrivate(mode: number, uid: number): boolean {
  if (process.platform === 'win32') return true;
  const isOwn = uid === process.getuid?.();
  return (mode & (isOwn ? OTHERS_MAY_READ | GROUP_MAY_READ : OTHERS_MAY_READ)) === 0;
}
