import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it, vi } from 'vitest';
import { BatchRun } from '../../src/engine/client/batch/download-batch.ts';
import { KIB } from '../../src/shared/units.ts';
import {
  completed,
  download,
  failed,
  impatientEnvironment,
  sampleBytes,
  startNativeDouble,
  temporaryFolder,
  treeOf,
} from './download-setup.ts';
import { HELLO } from '../../doubles/servers/native-double.ts';
import { refusalOf } from '../../src/shared/failure.ts';

/** More than can be outstanding, and more than are worked on at once. */
const MANY = 150;

function smallFiles(count: number): Map<string, Buffer> {
  return new Map(
    Array.from({ length: count }, (_, n) => {
      const name = `folder ${String(n % 3)}/f${String(n)}`;
      return [name, sampleBytes((n * 97) % 3000, name)] as const;
    }),
  );
}

async function expectAllIn(directory: string, files: Map<string, Buffer>): Promise<void> {
  expect(await treeOf(directory)).toEqual([...files.keys()].toSorted());
  for (const [name, content] of files) {
    expect(content.equals(readFileSync(join(directory, name))), name).toBe(true);
  }
}

describe('a pipeline of many small files', () => {
  const cuts = fc.array(fc.integer({ min: HELLO.length + 1, max: 60_000 }), { maxLength: 3 });
  test.prop([cuts, fc.constantFrom('end', 'reset'), fc.integer({ min: 1, max: 20_000 })], {
    numRuns: 12,
  })(
    'that is cut anywhere, several times, in any pieces, gives every file whole',
    async (cutAt, cutBy, pieceBytes) => {
      const files = smallFiles(MANY);
      const server = await startNativeDouble({
        files,
        cutAfter: (connection) => cutAt[connection],
        cutBy,
        chunk: function* (bytes) {
          for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
            yield bytes.subarray(offset, offset + pieceBytes);
          }
        },
      });
      const directory = await temporaryFolder();
      const names = [...files.keys()];
      const { outcomes } = await download({
        port: server.port,
        names,
        directory,
        dialect: 'native',
        retries: 5,
      });
      for (const outcome of outcomes) completed(outcome);
      await expectAllIn(directory, files);
    },
  );

  it('counts the time of a file from when it is its turn, not from when it was asked for', async () => {
    let now = 1000;
    const server = await startNativeDouble({
      files: smallFiles(3),
      answer: ({ op, name }) => {
        // Both names have been asked for, and only then time passes: while the first is answered.
        if (op === 'get' && name === 'folder 0/f0') now += 5000;
        return undefined;
      },
    });
    const { outcomes } = await download(
      {
        port: server.port,
        names: ['folder 0/f0', 'folder 1/f1', 'nowhere'],
        directory: await temporaryFolder(),
        dialect: 'native',
      },
      impatientEnvironment({ now: () => now }),
    );
    expect(completed(outcomes[0]).durationMs).toBe(5000);
    expect(completed(outcomes[1]).durationMs).toBe(0);
    expect(failed(outcomes[2]).durationMs).toBe(0);
  });

  it('keeps 48 requests outstanding, not more', async () => {
    const files = smallFiles(MANY);
    const gets = new Map<number, number>();
    const server = await startNativeDouble({
      files,
      stallAt: ({ op }) => op === 'get' && server.connections === 1,
      answer: ({ op }) => {
        const { connections } = server;
        if (op === 'get') gets.set(connections, (gets.get(connections) ?? 0) + 1);
        return undefined;
      },
    });
    const directory = await temporaryFolder();
    const names = [...files.keys()];
    await download({ port: server.port, names, directory, idleTimeoutMs: 300 });
    expect(gets.get(1)).toBe(48);
    await expectAllIn(directory, files);
  });

  it('mixes nothing up when answers in the middle are refusals, other versions and wrong checksums', async () => {
    const files = smallFiles(MANY);
    const names = [...files.keys()];
    const [busy = '', forbidden = '', wrong = '', gone = ''] = [20, 21, 60, 61].map(
      (n) => names[n] ?? '',
    );
    const seen = new Set<string>();
    const server = await startNativeDouble({
      files,
      answer: ({ name = '' }) => {
        const isFirst = !seen.has(name);
        seen.add(name);
        if (name === forbidden) return '{"ok":false,"error":"forbidden","message":"No."}\n';
        if (!isFirst) return undefined;
        if (name === busy) return '{"ok":false,"error":"busy","message":"Later."}\n';
        if (name !== wrong) return undefined;
        return `{"ok":true,"name":"x","size":3,"from":0,"length":3,"modifiedAt":"2026-01-02T03:04:05.000Z","tag":"v1","source":"disk"}\nabc{"end":true,"crc32":"00000000"}\n`;
      },
    });
    const content = files.get(gone);
    files.delete(gone);
    server.files.delete(gone);
    const directory = await temporaryFolder();
    const { outcomes } = await download({ port: server.port, names, directory });
    expect(content).toBeDefined();
    const codes = outcomes.flatMap((outcome) =>
      'error' in outcome ? [[outcome.name, refusalOf(outcome.error)]] : [],
    );
    expect(codes).toEqual([
      [forbidden, 'forbidden'],
      [gone, 'not-found'],
    ]);
    expect(completed(outcomes[names.indexOf(wrong)]).start).toEqual({
      kind: 'started-over',
      reason: 'wrong-checksum',
      givenUpBytes: 3,
    });
    files.delete(forbidden);
    await expectAllIn(directory, files);
    expect(server.connections).toBe(1);
  });

  it.each([
    ['outstanding', 30],
    ['waiting to be asked for', 70],
    ['not looked at yet', 120],
  ])('lets go of a file that is canceled while it is %s', async (_when, item) => {
    const files = smallFiles(MANY);
    const names = [...files.keys()];
    const server = await startNativeDouble({ files, stallAt: ({ op }) => op === 'get' });
    const directory = await temporaryFolder();
    const ended: string[] = [];
    const run = new BatchRun(
      { host: '127.0.0.1', port: server.port, names, directory },
      impatientEnvironment(),
      (events) => {
        for (const event of events) {
          if (event.type === 'downloadEnded') ended.push(event.outcome.name);
        }
      },
    );
    const done = run.run();
    await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(40));
    run.cancel(item);
    // The server says nothing more, so nothing but the canceling can have ended it.
    if (item < 96) await vi.waitFor(() => expect(ended).toEqual([names[item]]));
    run.cancel();
    const outcomes = await done;
    expect(outcomes.map((outcome) => failed(outcome).error.code)).toEqual(
      names.map(() => 'canceled'),
    );
    const left = await treeOf(directory);
    expect(left.filter((name) => !/\.part(?:\.json)?$/u.test(name))).toEqual([]);
  });
});

describe('a small file', () => {
  it('that turns out to be large after all is continued on disk', async () => {
    const content = sampleBytes(300 * KIB);
    const header = (size: number, from: number): string =>
      `{"ok":true,"name":"a","size":${String(size)},"from":${String(from)},"length":${String(size - from)},"modifiedAt":"2026-01-02T03:04:05.000Z","tag":"v1","source":"disk"}\n`;
    const server = await startNativeDouble({
      files: new Map([['a', content]]),
      stallAt: ({ op, from }) => op === 'get' && from === undefined,
      answer: ({ op, from }) =>
        op === 'get' && from === undefined
          ? Buffer.concat([Buffer.from(header(5000, 0)), content.subarray(0, 5000)])
          : undefined,
    });
    const directory = await temporaryFolder();
    const { outcomes } = await download({
      port: server.port,
      names: ['a'],
      directory,
      idleTimeoutMs: 300,
    });
    expect(completed(outcomes[0])).toMatchObject({
      start: { kind: 'resumed' },
      size: content.length,
    });
    expect(content.equals(readFileSync(join(directory, 'a')))).toBe(true);
    expect(await treeOf(directory)).toEqual(['a']);
  });
});
