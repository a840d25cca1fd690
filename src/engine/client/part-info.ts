import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Bytes } from '../../shared/units.ts';

/** Which version of which file a part is of; kept beside it as `NAME.part.json`. */
export interface PartInfo {
  readonly host: string;
  readonly port: number;
  readonly name: string;
  /** As the server gave it. */
  readonly tag: string;
  /** Of the whole file. */
  readonly size: Bytes;
}

/** Reads a part's info; `undefined` if there is none, or none that makes sense. */
export function readPartInfo(path: string): PartInfo | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return undefined;
    const { host, port, name, tag, size } = value as Partial<Record<keyof PartInfo, unknown>>;
    if (typeof host !== 'string' || typeof port !== 'number' || typeof name !== 'string') {
      return undefined;
    }
    if (typeof tag !== 'string' || !Number.isSafeInteger(size)) return undefined;
    return { host, port, name, tag, size: size as number };
  } catch {
    return undefined;
  }
}

/** Writes a part's info, so that at any moment the old or the new one is there whole. */
export function writePartInfo(path: string, info: PartInfo): void {
  // Only the holder of the part's lock writes it, so the temporary name needs no more than an ending.
  const temporary = `${path}.new`;
  try {
    writeFileSync(temporary, `${JSON.stringify(info)}\n`);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
