import type { Failure } from './contract-failure.ts';
import type { FailureText } from './sentence.ts';
import { visibleText } from './visible-text.ts';

const PROBLEMS: Readonly<Record<string, readonly [why: string, advice: string]>> = {
  NOT_A_RECORDING: ['it is there, and is no recording', 'Choose another file.'],
  EACCES: ['permission denied', 'Choose a file that you may write to.'],
  EISDIR: ['it is a folder', 'Choose a file.'],
  ENOENT: ['its folder does not exist', 'Create the folder, or choose another.'],
  ENOSPC: ['the disk is full', 'Free some space.'],
  EROFS: ['the file system is read-only', 'Choose another folder.'],
  // Of a pipe that nobody reads.
  ENXIO: ['it is no file', 'Choose a file.'],
};

/** Why a recording of requests cannot be begun. */
export function recordingText({
  path,
  systemCode,
}: Extract<Failure, { readonly code: 'recording-refused' }>): FailureText {
  const known = Object.hasOwn(PROBLEMS, systemCode) ? PROBLEMS[systemCode] : undefined;
  const [why, advice] = known ?? [`the system reports ${systemCode}`, ''];
  return { what: `The requests cannot be recorded in "${visibleText(path)}": ${why}.`, advice };
}
