import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const MAIN = resolve(import.meta.dirname, '../../out/main');

/** The files that the built `file` loads at once, itself included. */
function loadedWith(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(join(MAIN, file), 'utf8');
  for (const [, next] of text.matchAll(/^import (?:.* from )?"\.\/([^"]+)";$/gm)) {
    loadedWith(next!, found);
  }
  return found;
}

describe('what is loaded at the start', () => {
  // It takes 7 MiB and 20 ms of every thread.
  it.each([
    'cli.js',
    'server-worker.js',
    'view-worker.js',
    'laboratory-worker.js',
    'download-worker.js',
    'announce-worker.js',
  ])('%s has not the library of schemas among it', (entry) => {
    const loaded = [...loadedWith(entry)];
    expect(loaded.length).toBeGreaterThan(1);
    expect(loaded.filter((file) => file.startsWith('zod-'))).toEqual([]);
  });

  it('which a program with schemas does have', () => {
    expect([...loadedWith('index.js')].some((file) => file.startsWith('zod-'))).toBe(true);
  });
});
