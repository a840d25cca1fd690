import {
  appendFileSync,
  mkdirSync,
  renameSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { FileHistory } from './file-history.ts';
import { KnownContent } from './known-content.ts';

const KIB = 1024;
const MIB = 1024 ** 2;
const SIZES = [100, 3 * KIB, 20 * KIB, 60 * KIB, 64 * KIB, 150 * KIB, 600 * KIB, MIB, 4 * MIB];
/** More than what the system's buffers between server and client hold. */
const LARGE_BYTES = 16 * MIB;

/** A file that somebody keeps changing. */
export interface ChangingFile {
  readonly name: string;
  readonly history: FileHistory;
}

interface WrittenFile extends ChangingFile {
  readonly path: string;
  readonly size: number;
  version: number;
}

/** Changes files in every way that leaves them, at every moment, with content that is known. */
export class ChangingFiles {
  readonly #folder: string;
  readonly #files: readonly WrittenFile[];
  readonly #large: WrittenFile;
  readonly #staging: string;
  readonly #random: () => number;
  #changes = 0;

  /** `staging` is a folder beside `folder`, in the same file system, that is not shared. */
  constructor(folder: string, options: { staging: string; random: () => number }) {
    this.#staging = options.staging;
    this.#random = options.random;
    mkdirSync(path.join(folder, 'changing'));
    this.#folder = folder;
    this.#files = SIZES.map((size, number) => this.#make(`changing/${number}.bin`, size));
    this.#large = this.#make('changing/large.bin', LARGE_BYTES);
  }

  get files(): readonly ChangingFile[] {
    return this.#files;
  }

  /** One more, which is still being sent when a client has begun to receive it; changed only when asked to. */
  get large(): ChangingFile {
    return this.#large;
  }

  get changes(): number {
    return this.#changes;
  }

  /** One change of one of the files. */
  changeOne(): void {
    this.#change(this.#files[Math.floor(this.#random() * this.#files.length)]!);
  }

  changeLarge(): void {
    this.#change(this.#large);
  }

  /** Puts it back, if it is gone. */
  restoreLarge(): void {
    if (this.#large.history.current.kind === 'absent') this.#change(this.#large);
  }

  #change(file: WrittenFile): void {
    this.#changes += 1;
    if (file.history.current.kind === 'absent') {
      this.#replace(file);
      return;
    }
    const ways = [this.#replace, this.#rewrite, this.#append, this.#truncate, this.#remove];
    ways[Math.floor(this.#random() * ways.length)]!.call(this, file);
  }

  /** Another file takes its name, at once. */
  #replace(file: WrittenFile): void {
    const content = this.#next(file);
    const staged = path.join(this.#staging, 'next.bin');
    writeFileSync(staged, content.bytes());
    file.history.change({ after: { kind: 'whole', content } }, () => renameSync(staged, file.path));
  }

  /** Emptied, and written anew. */
  #rewrite(file: WrittenFile): void {
    const content = this.#next(file);
    const bytes = content.bytes();
    file.history.change(
      { meanwhile: { kind: 'being-written', content }, after: { kind: 'whole', content } },
      () => writeFileSync(file.path, bytes),
    );
  }

  #append(file: WrittenFile): void {
    const { current } = file.history;
    if (current.kind === 'absent') return;
    const { label, size } = current.content;
    const content = new KnownContent(label, size + 1 + Math.floor(this.#random() * 5000));
    const bytes = content.bytes().subarray(size);
    file.history.change(
      { meanwhile: { kind: 'being-written', content }, after: { kind: 'whole', content } },
      () => appendFileSync(file.path, bytes),
    );
  }

  #truncate(file: WrittenFile): void {
    const { current } = file.history;
    if (current.kind === 'absent' || current.content.size < 2) return;
    const { label, size } = current.content;
    const content = new KnownContent(label, 1 + Math.floor(this.#random() * (size - 1)));
    file.history.change({ after: { kind: 'whole', content } }, () =>
      truncateSync(file.path, content.size),
    );
  }

  #remove(file: WrittenFile): void {
    file.history.change({ after: { kind: 'absent' } }, () => unlinkSync(file.path));
  }

  #make(name: string, size: number): WrittenFile {
    const content = new KnownContent(`${name} 0`, size);
    const file = path.join(this.#folder, name);
    writeFileSync(file, content.bytes());
    const history = new FileHistory({ kind: 'whole', content }, performance.now());
    return { name, path: file, size, version: 0, history };
  }

  #next(file: WrittenFile): KnownContent {
    file.version += 1;
    return new KnownContent(`${file.name} ${file.version}`, file.size);
  }
}
