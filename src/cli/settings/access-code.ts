import { readFile, stat } from 'node:fs/promises';
import { visibleText } from '../../shared/visible-text.ts';
import { localError, usageError } from '../cli-error.ts';
import type { SettingValues } from './settings.ts';

/** Who else could read a file, or write it. */
const OTHERS = 0o077;

/**
 * The access code that the settings give; no message ever holds it.
 *
 * @throws {CliError} usage, if it is given twice; local, if its file cannot be read, or others can read it
 */
export async function readAccessCode({
  accessCode,
  accessCodeFile,
}: SettingValues<'accessCode' | 'accessCodeFile'>): Promise<string | undefined> {
  if (accessCodeFile === undefined) return accessCode;
  if (accessCode !== undefined) {
    throw usageError('Give the access code or its file, not both');
  }
  const shown = visibleText(accessCodeFile);
  try {
    const { mode } = await stat(accessCodeFile);
    // On Windows, the mode says nothing about who may read.
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
      throw localError(`Others can read ${shown}. Make it yours alone: chmod 600 ${shown}`);
    }
    return (await readFile(accessCodeFile, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw localError(
      `The file of the access code, ${shown}, cannot be read: ${visibleText((error as Error).message)}`,
    );
  }
}
