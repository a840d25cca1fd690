import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryNames } from '../../src/engine/client/storing/temporary-file.ts';
import {
  download,
  failed,
  impatientEnvironment,
  sampleBytes,
  startNativeDouble,
  temporaryFolder,
  treeOf,
} from './download-setup.ts';

/** As this name would be if that process had made it. */
function nameOf(pid: number): string {
  return temporaryNames()().replace(`-${String(process.pid)}-`, `-${String(pid)}-`);
}

function endedProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

describe('the file that a small download is written to', () => {
  it('is removed if the process that wrote it is gone, from every folder that is written to', async () => {
    const files = new Map([
      ['a', sampleBytes(5)],
      ['sub/b', sampleBytes(6)],
    ]);
    const server = await startNativeDouble({ files });
    const directory = await temporaryFolder();
    mkdirSync(join(directory, 'sub'));
    const gone = nameOf(endedProcess());
    const alive = nameOf(process.pid);
    const elsewhere = gone.replace(/-[0-9a-f]{8}-/u, '-00000000-');
    for (const name of [gone, `sub/${gone}`, alive, elsewhere, `x${gone}`]) {
      writeFileSync(join(directory, name), 'half');
    }
    await download({ port: server.port, names: [...files.keys()], directory });
    expect(await treeOf(directory)).toEqual(
      ['a', 'sub/b', alive, elsewhere, `x${gone}`].toSorted(),
    );
  });

  it('cannot be planted by a server', async () => {
    const name = `sub/${nameOf(endedProcess())}`;
    const server = await startNativeDouble({ files: new Map([[name, sampleBytes(5)]]) });
    const directory = await temporaryFolder();
    const { outcomes } = await download({ port: server.port, names: [name], directory });
    expect(failed(outcomes[0]).error.code).toBe('local');
    expect(await treeOf(directory)).toEqual([]);
  });

  it('is removed when the disk is full', async () => {
    const server = await startNativeDouble({ files: new Map([['a', sampleBytes(5000)]]) });
    const directory = await temporaryFolder();
    const environment = impatientEnvironment({
      write: () => {
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      },
    });
    const { outcomes } = await download(
      { port: server.port, names: ['a'], directory },
      environment,
    );
    expect(failed(outcomes[0])).toMatchObject({
      error: { code: 'local', systemCode: 'ENOSPC' },
      resumableBytes: 0,
    });
    expect(await treeOf(directory)).toEqual([]);
  });

  it('is not written through a link that has taken the place of its folder meanwhile', async () => {
    const outside = await temporaryFolder();
    const directory = await temporaryFolder();
    const files = new Map([
      ['sub/deep/a', sampleBytes(5)],
      ['sub/deep/b', sampleBytes(5)],
    ]);
    mkdirSync(join(outside, 'deep'));
    const server = await startNativeDouble({
      files,
      answer: ({ name }) => {
        if (name !== 'sub/deep/a') return undefined;
        renameSync(join(directory, 'sub'), join(directory, 'moved'));
        symlinkSync(outside, join(directory, 'sub'), 'dir');
        return undefined;
      },
    });
    const { outcomes } = await download({
      port: server.port,
      names: [...files.keys()],
      directory,
      ifExists: 'replace',
    });
    for (const outcome of outcomes) {
      expect(failed(outcome).error.message).toContain('exchanged for a link');
    }
    expect(await treeOf(outside)).toEqual([]);
    expect(await treeOf(directory)).not.toContain('sub/deep/a');
  });
});
