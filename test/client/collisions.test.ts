import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IfExists } from '../../src/engine/client/download-types.ts';
import {
  completed,
  download,
  failed,
  sampleBytes,
  startNativeDouble,
  temporaryFolder,
  treeOf,
} from './download-setup.ts';

const NEW = sampleBytes(4000);

async function fetchOver(
  ifExists: IfExists,
  options: { appearsMeanwhile: boolean },
): Promise<Awaited<ReturnType<typeof download>> & { directory: string; gets: number }> {
  const directory = await temporaryFolder();
  const write = (): void => {
    writeFileSync(join(directory, 'a.txt'), 'old');
  };
  const server = await startNativeDouble({
    files: new Map([['a.txt', NEW]]),
    answer: ({ op }) => {
      if (op === 'get' && options.appearsMeanwhile) write();
      return undefined;
    },
  });
  if (!options.appearsMeanwhile) write();
  const batch = await download({ port: server.port, names: ['a.txt'], directory, ifExists });
  return { ...batch, directory, gets: server.requests.filter(({ op }) => op === 'get').length };
}

describe.each([false, true])(
  'a target that is taken (appearing meanwhile: %s)',
  (appearsMeanwhile) => {
    it('is left alone by `fail`', async () => {
      const { outcomes, directory, gets } = await fetchOver('fail', { appearsMeanwhile });
      const { error } = failed(outcomes[0]);
      expect(error.code).toBe('exists');
      expect(error.message).toContain('keep both, replace it, or skip it');
      expect(readFileSync(join(directory, 'a.txt'), 'utf8')).toBe('old');
      expect(gets).toBe(appearsMeanwhile ? 1 : 0);
    });

    it('is left alone by `skip`', async () => {
      const { outcomes, directory, gets } = await fetchOver('skip', { appearsMeanwhile });
      expect(outcomes[0]).toMatchObject({ status: 'skipped', path: join(directory, 'a.txt') });
      expect(readFileSync(join(directory, 'a.txt'), 'utf8')).toBe('old');
      expect(await treeOf(directory)).toEqual(['a.txt']);
      expect(gets).toBe(appearsMeanwhile ? 1 : 0);
    });

    it('is joined by a numbered file with `keep-both`', async () => {
      const { outcomes, directory } = await fetchOver('keep-both', { appearsMeanwhile });
      expect(completed(outcomes[0]).path).toBe(join(directory, 'a (1).txt'));
      expect(readFileSync(join(directory, 'a.txt'), 'utf8')).toBe('old');
      expect(NEW.equals(readFileSync(join(directory, 'a (1).txt')))).toBe(true);
      expect(await treeOf(directory)).toEqual(['a (1).txt', 'a.txt']);
    });

    it('is replaced by `replace`', async () => {
      const { outcomes, directory } = await fetchOver('replace', { appearsMeanwhile });
      expect(completed(outcomes[0]).path).toBe(join(directory, 'a.txt'));
      expect(NEW.equals(readFileSync(join(directory, 'a.txt')))).toBe(true);
      expect(await treeOf(directory)).toEqual(['a.txt']);
    });
  },
);

describe('names of one batch that meet on the disk', () => {
  it('are numbered if they are the same', async () => {
    const server = await startNativeDouble({ files: new Map([['a.txt', NEW]]) });
    const directory = await temporaryFolder();
    const names = ['a.txt', 'a.txt', 'a.txt'];
    await download({ port: server.port, names, directory, ifExists: 'keep-both' });
    expect(await treeOf(directory)).toEqual(['a (1).txt', 'a (2).txt', 'a.txt']);
    for (const name of await treeOf(directory)) {
      expect(NEW.equals(readFileSync(join(directory, name))), name).toBe(true);
    }
  });

  it('do not mix if one is the part of the other, or differs in capitals only', async () => {
    const files = new Map([
      ['x', sampleBytes(3000, 'x')],
      ['x.part', sampleBytes(3000, 'x.part')],
      ['Y', sampleBytes(3000, 'Y')],
      ['y.part', sampleBytes(3000, 'y.part')],
    ]);
    const server = await startNativeDouble({ files });
    const directory = await temporaryFolder();
    const names = [...files.keys()];
    const { outcomes } = await download({ port: server.port, names, directory });
    for (const [index, name] of names.entries()) {
      const { path } = completed(outcomes[index]);
      expect(files.get(name)?.equals(readFileSync(path)), name).toBe(true);
    }
    expect(await treeOf(directory)).toEqual(names.toSorted());
  });

  it('are refused where they would pass for what lies beside an unfinished download', async () => {
    const names = ['x.part.json', 'x.PART.LOCK', 'x.part.json.new'];
    const server = await startNativeDouble({ files: new Map(names.map((name) => [name, NEW])) });
    const directory = await temporaryFolder();
    const { outcomes } = await download({ port: server.port, names, directory });
    expect(outcomes.map((outcome) => failed(outcome).error.code)).toEqual(names.map(() => 'local'));
    expect(await treeOf(directory)).toEqual([]);
  });
});
