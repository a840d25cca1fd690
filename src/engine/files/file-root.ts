import type { RefusalCode } from '../../shared/server-state.ts';
import type { FileVersion } from './file-version.ts';

/** The shared folder cannot be used; the message says why and what to do. */
export class FileRootError extends Error {
  override readonly name = 'FileRootError';
  readonly code: 'missing' | 'not-a-folder' | 'unreadable';

  constructor(code: FileRootError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A regular file inside the folder, open for reading. */
export interface OpenedFile {
  readonly ok: true;
  /** The caller owns it and must close it. */
  readonly fd: number;
  /**
   * The file's own path in the folder, with `/` between parts and no links left in it: the same
   * whatever spelling or link asked for it, and itself a name that can be asked for.
   */
  readonly key: string;
  readonly version: FileVersion;
}

/** A name that is not served, and why. */
export interface FileRefusal {
  readonly ok: false;
  readonly code: Exclude<RefusalCode, 'changed' | 'shutting-down'>;
  /** For a person. Repeats neither the name nor any path of the server. */
  readonly message: string;
}

/** The shared folder: the only place where names become files. */
export class FileRoot {
  /** The folder's absolute path, links resolved. */
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  /** @throws FileRootError when there is no such folder, it is none, or it cannot be read */
  static open(directory: string): FileRoot {
    return new FileRoot(directory);
  }

  /**
   * Opens a file by any name that came over the wire: looked up as given, then in Unicode NFC, then
   * NFD; inside the folder only, judged by what was really opened. Synchronous; never throws.
   */
  openFile(name: string): OpenedFile | FileRefusal {
    void name;
    throw new Error('in work');
  }

  /**
   * What is now under a key that {@link openFile} gave, by one synchronous `stat`. `missing`: nothing
   * that could be served. A version other than the one opened says that the file must be opened anew.
   */
  statKey(key: string): FileVersion | 'missing' {
    void key;
    throw new Error('in work');
  }
}
