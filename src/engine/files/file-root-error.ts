import { visibleText } from '../../shared/visible-text.ts';
import { errorCode } from './file-refusal.ts';

/** The folder to share cannot be used; the message says why and what to do. */
export class FileRootError extends Error {
  override readonly name = 'FileRootError';
  readonly code: 'missing' | 'not-a-folder' | 'unreadable';

  constructor(code: FileRootError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  static notAFolder(directory: string, cause?: unknown): FileRootError {
    return new FileRootError(
      'not-a-folder',
      `Cannot share ${quoted(directory)}: it is not a folder. Name the folder that holds the files.`,
      { cause },
    );
  }

  /** What a failed system call means for sharing this folder. */
  static of(directory: string, cause: unknown): FileRootError {
    const shown = quoted(directory);
    const code = errorCode(cause);
    if (code === 'ENOENT' || directory === '') {
      return new FileRootError(
        'missing',
        `Cannot share ${shown}: there is no such folder. Check the spelling, or create it.`,
        { cause },
      );
    }
    if (code === 'ENOTDIR') return FileRootError.notAFolder(directory, cause);
    return new FileRootError(
      'unreadable',
      `Cannot share ${shown}: it cannot be read (${code}). Check its permissions, or choose another folder.`,
      { cause },
    );
  }
}

/** As a person would type it: JSON would double every backslash of Windows. */
function quoted(directory: string): string {
  return `"${visibleText(directory)}"`;
}
