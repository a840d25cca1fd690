import { visibleText } from '../../shared/visible-text.ts';
import { localError, usageError } from '../cli-error.ts';
import { readSettingsFile, tooOpenError } from './private-file.ts';

/**
 * The access code that was given, directly or in the first line of a file; `undefined` for none.
 *
 * @throws {CliError} usage when both were given; local for a file that cannot be read, that others can
 *   read, or that is empty.
 */
export async function readAccessCode({
  accessCode,
  accessCodeFile,
}: {
  readonly accessCode?: string;
  readonly accessCodeFile?: string;
}): Promise<string | undefined> {
  if (accessCodeFile === undefined) return accessCode;
  if (accessCode !== undefined) {
    throw usageError(
      'An access code was given, and also a file with one. Leave out --access-code (FIFOLIO_ACCESS_CODE) or --access-code-file (FIFOLIO_ACCESS_CODE_FILE).',
    );
  }
  const { text, isPrivate } = await readSettingsFile(accessCodeFile, 'The file');
  if (!isPrivate) throw tooOpenError(accessCodeFile);
  const [line = ''] = text.replace(/^\ufeff/, '').split(/\r?\n/, 1);
  if (line.trim() === '') {
    throw localError(
      `The first line of ${visibleText(accessCodeFile)} is empty. Write the access code there.`,
    );
  }
  return line;
}
