import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BatchRun } from '../../src/engine/client/batch/download-batch.ts';
import { startDownloadsHere } from '../../src/engine/client/downloads-here.ts';
import { systemEnvironment } from '../../src/engine/client/download-environment.ts';
import { createRateMemory, setRate } from '../../src/engine/rate/rate-limit.ts';
import { LOWEST_RATE } from '../../src/shared/server-values.ts';
import { startPlainDouble } from '../../doubles/servers/plain-double.ts';
import { TestFolder, TestServer } from '../server/test-server.ts';
import { completed, download, failed, sampleBytes, temporaryFolder } from './download-setup.ts';

const MIB = 1024 * 1024;
const LARGE = sampleBytes(2 * MIB);

async function serverOf(names: readonly string[], content: Uint8Array): Promise<TestServer> {
  const folder = new TestFolder();
  for (const name of names) folder.write(name, content);
  return TestServer.start(folder);
}

describe('a limit of the speed', () => {
  it('lets only so much arrive, keeps it, and can be lifted for the rest', async () => {
    const server = await serverOf(['large.bin'], LARGE);
    const directory = await temporaryFolder();
    const rate = createRateMemory(LOWEST_RATE);
    const options = { port: server.port, names: ['large.bin'], directory, rate };
    const run = new BatchRun({ host: '127.0.0.1', ...options }, systemEnvironment, (events) => {
      if (events.some(({ type }) => type === 'downloadProgressed')) run.cancel();
    });
    const [outcome] = await run.run();
    const { resumableBytes } = failed(outcome);
    expect(resumableBytes).toBeGreaterThan(0);
    expect(resumableBytes).toBeLessThan(LARGE.length);

    setRate(rate, undefined);
    const { outcomes } = await download(options);
    expect(completed(outcomes[0]).start).toEqual({ kind: 'resumed', fromBytes: resumableBytes });
    expect(LARGE.equals(await readFile(join(directory, 'large.bin')))).toBe(true);
  });

  it('can be lifted while it holds something back', async () => {
    const server = await serverOf(['large.bin'], LARGE);
    const directory = await temporaryFolder();
    const rate = createRateMemory(8 * LOWEST_RATE);
    const options = { port: server.port, names: ['large.bin'], directory, rate };
    const run = new BatchRun({ host: '127.0.0.1', ...options }, systemEnvironment, () => {
      setRate(rate, undefined);
    });
    completed((await run.run())[0]);
    expect(LARGE.equals(await readFile(join(directory, 'large.bin')))).toBe(true);
  });

  it('holds for what a plain server sends, too', async () => {
    const server = await startPlainDouble(() => LARGE);
    onTestFinished(() => server.close());
    const directory = await temporaryFolder();
    const run = new BatchRun(
      {
        ...{ host: '127.0.0.1', port: server.port, names: ['large.bin'], directory },
        ...{ dialect: 'plain', rate: createRateMemory(LOWEST_RATE) },
      },
      systemEnvironment,
      (events) => {
        if (events.some(({ type }) => type === 'downloadProgressed')) run.cancel();
      },
    );
    const [outcome] = await run.run();
    expect(failed(outcome).receivedBytes).toBeLessThan(LARGE.length);
  });
});

describe('files that are received at once', () => {
  const names = Array.from({ length: 9 }, (_, index) => `${index}.bin`);

  it.each([
    [undefined, 1],
    [1, 1],
    [3, 3],
  ])('%s of a native server take %i connections', async (parallel, connections) => {
    const content = sampleBytes(300_000);
    const server = await serverOf(names, content);
    const directory = await temporaryFolder();
    const options = { port: server.port, names, directory };
    const { outcomes } = await download(
      parallel === undefined ? options : { ...options, parallel },
    );
    for (const outcome of outcomes) {
      expect(content.equals(await readFile(completed(outcome).path))).toBe(true);
    }
    expect(server.handle.status().counters.connectionsAccepted).toBe(connections);
  });

  it.each([
    [undefined, 4],
    [1, 1],
    [6, 6],
  ])('%s of a plain server take %i connections at a time', async (parallel, most) => {
    let open = 0;
    let highest = 0;
    const server = await startPlainDouble((_request, socket) => {
      highest = Math.max(highest, ++open);
      socket.once('close', () => open--);
      return 'x'.repeat(100_000);
    });
    onTestFinished(() => server.close());
    const directory = await temporaryFolder();
    const options = { port: server.port, names, directory, dialect: 'plain' as const };
    const { outcomes } = await download(
      parallel === undefined ? options : { ...options, parallel },
    );
    expect(outcomes.map(({ status }) => status)).toEqual(names.map(() => 'completed'));
    expect(highest).toBeLessThanOrEqual(most);
  });

  it.each([0, 17, 1.5])('%d are out of bounds', (parallel) => {
    const options = { host: '127.0.0.1', port: 1, names: [], directory: '.', parallel };
    expect(() => startDownloadsHere(options)).toThrow(RangeError);
  });
});
