import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contentOf } from '../../../doubles/content.ts';
import { promised } from './loss.ts';

/** The folder that is shared, and every content that each of its files ever had. */
export class ServedFolder {
  readonly path: string;
  readonly #versions = new Map<string, Buffer[]>();

  constructor(folder: string) {
    this.path = folder;
    mkdirSync(folder, { recursive: true });
  }

  pathOf(name: string): string {
    return path.join(this.path, name);
  }

  /** Writes a file whose content tells its name and version; returns that content. */
  write(name: string, sizeBytes: number, version = '1'): Buffer {
    const content = contentOf(`${name} ${version}`, sizeBytes);
    this.note(name, content);
    writeFileSync(this.pathOf(name), content);
    return content;
  }

  /** Remembers a content that a file is about to have. */
  note(name: string, content: Buffer): void {
    const versions = this.#versions.get(name);
    if (versions === undefined) this.#versions.set(name, [content]);
    else versions.push(content);
  }

  /** Forgets what a file was, before a new round with it. */
  forget(name: string): void {
    this.#versions.delete(name);
  }

  latest(name: string): Buffer {
    const content = this.#versions.get(name)?.at(-1);
    if (content === undefined) throw new Error(`${name} was never written.`);
    return content;
  }

  isVersion(name: string, content: Buffer): boolean {
    return this.#versions.get(name)?.some((version) => version.equals(content)) === true;
  }

  /**
   * Looks at what a client wrote: whatever lies under a final name must be one whole version.
   *
   * @returns whether there is such a file
   */
  requireWholeIn(folder: string, name: string): boolean {
    const file = path.join(folder, name);
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined) return false;
    const content = readFileSync(file);
    promised(
      this.isVersion(name, content),
      `${file} has ${content.length} bytes that are no version of the file`,
    );
    return true;
  }
}
