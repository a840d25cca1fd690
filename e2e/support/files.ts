import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';

/** Bytes that look like noise and are the same every time for the same seed. */
export function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  for (let at = 0; at + 4 <= length; at += 4) {
    // xorshift32 (Marsaglia, 2003).
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes.writeInt32LE(state | 0, at);
  }
  return bytes;
}

/** Folders for a server's files, and for what is fetched of them. */
interface Places {
  readonly there: string;
  readonly here: string;
}

/** Makes both, in a folder. */
export async function makePlaces(folder: string): Promise<Places> {
  const places = { there: join(folder, 'there'), here: join(folder, 'here') };
  await mkdir(places.there);
  await mkdir(places.here);
  return places;
}

/** Makes a file with noise in it; its folders too. Returns what is in it. */
export async function makeFile(
  folder: string,
  name: string,
  length: number,
  seed = name.length + length,
): Promise<Buffer> {
  const path = join(folder, ...name.split('/'));
  const content = noise(length, seed);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return content;
}

/** Content, not only length; and without printing megabytes when it differs. */
export async function expectContent(path: string, content: Buffer): Promise<void> {
  const found = await readFile(path);
  expect(found.length, `length of ${path}`).toBe(content.length);
  expect(found.equals(content), `content of ${path}`).toBe(true);
}
