import {
  closeSync,
  ftruncateSync,
  openSync,
  renameSync,
  unlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';
import { checksumOf, type WireClient } from '../../harness/wire-client.ts';

const MIB = 1 << 20;
const SIZE = 40 * MIB;

/** What can happen to a file under a reader. */
const CHANGES: Readonly<Record<string, (folder: TestFolder) => void>> = {
  grows: (folder) => edit(folder, (fd) => writeSync(fd, 'more', SIZE)),
  shrinks: (folder) => edit(folder, (fd) => ftruncateSync(fd, MIB)),
  'is overwritten': (folder) => edit(folder, (fd) => writeSync(fd, contentOf('new', SIZE))),
  'is replaced': (folder) => {
    folder.write('new.tmp', contentOf('new', SIZE));
    renameSync(folder.pathOf('new.tmp'), folder.pathOf('file.bin'));
  },
  'is deleted': (folder) => unlinkSync(folder.pathOf('file.bin')),
};

function edit(folder: TestFolder, change: (fd: number) => void): void {
  const fd = openSync(folder.pathOf('file.bin'), 'r+');
  change(fd);
  closeSync(fd);
}

/** `whole`: all bytes of one version with its closing line; `cut`: no closing line came. */
async function outcomeOf(
  client: WireClient,
  version: Buffer,
): Promise<'whole' | 'cut' | 'wrong bytes'> {
  const received = await client.readUntilCut();
  const closing = `{"end":true,"crc32":"${checksumOf(version)}"}\n`;
  if (received.length < version.length + closing.length) {
    return received.includes('{"end":true') ? 'wrong bytes' : 'cut';
  }
  const isWhole =
    received.subarray(0, version.length).equals(version) &&
    received.toString('latin1', version.length) === closing;
  return isWhole ? 'whole' : 'wrong bytes';
}

describe.each(Object.entries(CHANGES))('a file that %s', (how, change) => {
  const old = contentOf('old', SIZE);

  it.each([
    ['from the cache', { warm: true, cacheCapacityBytes: 64 * MIB }],
    ['while it is loaded', { warm: false, cacheCapacityBytes: 64 * MIB }],
    ['from disk', { warm: false, cacheCapacityBytes: MIB }],
  ])('while it is sent %s is never sent mixed', async (_, { warm, cacheCapacityBytes }) => {
    const folder = new TestFolder();
    folder.write('file.bin', old);
    const server = await TestServer.start(folder, { cacheCapacityBytes });
    const client = await server.connect();
    if (warm) await client.get('file.bin');
    client.ask({ op: 'get', name: 'file.bin' });
    client.endInput();
    expect(await client.readJson()).toMatchObject({ size: SIZE, source: warm ? 'cache' : 'disk' });
    change(folder);
    // Somebody asks for the file as it is now; of an old entry this makes an end.
    await eventually(() => currentContent(server)).toBe(how === 'is deleted' ? 'not-found' : 'new');
    const outcome = await outcomeOf(client, old);
    expect(['whole', 'cut']).toContain(outcome);
    // What the kernel keeps for whoever has it open can be sent to its end.
    if (!warm && cacheCapacityBytes === MIB && (how === 'is replaced' || how === 'is deleted')) {
      expect(outcome).toBe('whole');
    }
    await server.expectEmptyAfterClear();
  });

  async function currentContent(server: TestServer): Promise<unknown> {
    const other = await server.connect();
    try {
      const answer = await other.askFor({ op: 'get', name: 'file.bin' });
      if (answer['ok'] !== true) return answer['error'];
      const body = await other.readBytes(answer['length'] as number);
      await other.readLine();
      if (body.equals(old)) return 'old';
      return body.equals(contentAfter(how)) ? 'new' : 'mixed';
    } catch {
      // It followed the load of the old version, and was cut with it.
      return 'cut';
    } finally {
      other.close();
    }
  }

  function contentAfter(kind: string): Buffer {
    if (kind === 'grows') return Buffer.concat([old, Buffer.from('more')]);
    if (kind === 'shrinks') return old.subarray(0, MIB);
    return contentOf('new', SIZE);
  }
});

describe('a file that is rewritten over and over', () => {
  it('is always sent as one of its versions, or not at all', async () => {
    const folder = new TestFolder();
    const size = 400_000;
    const versions = Array.from({ length: 8 }, (_, at) => contentOf(`version ${at}`, size));
    folder.write('busy.bin', versions[0]!);
    folder.write('tiny.bin', versions[0]!.subarray(0, 3000));
    const server = await TestServer.start(folder);
    const writing = new AbortController();
    const writer = (async () => {
      for (let at = 0; !writing.signal.aborted; at = (at + 1) % versions.length) {
        folder.write('next.tmp', versions[at]!);
        renameSync(folder.pathOf('next.tmp'), folder.pathOf('busy.bin'));
        folder.write('tiny.bin', versions[at]!.subarray(0, 3000));
        await new Promise(setImmediate);
      }
    })();
    const seen = new Set<number>();
    for (let round = 0; round < 60 || seen.size < 2; round++) {
      const client = await server.connect();
      const fields = [{ name: 'busy.bin' }, { name: 'tiny.bin' }] as const;
      for (const { name } of fields) {
        const answer = await client.askFor({ op: 'get', name }).catch(() => undefined);
        // Cut, or refused because it kept changing.
        if (answer?.['ok'] !== true) {
          expect(answer?.['error'] ?? 'cut').toMatch(/^(cut|busy|not-found)$/);
          break;
        }
        const body = await client.readBytes(answer['length'] as number).catch(() => undefined);
        const closing = body && (await client.readJson().catch(() => undefined));
        if (closing === undefined) break;
        expect(closing).toEqual({ end: true, crc32: checksumOf(body!) });
        if (name !== 'busy.bin') continue;
        const version = versions.findIndex((candidate) => candidate.equals(body!));
        expect(version).not.toBe(-1);
        seen.add(version);
      }
      client.close();
    }
    writing.abort();
    await writer;
    expect(seen.size).toBeGreaterThan(1);
    await server.expectEmptyAfterClear();
  });
});

describe('a file that is still being written to when it is loaded', () => {
  /** As one long `write` does: the file has its new time from the beginning on. */
  const writeAsOf = (folder: TestFolder, name: string, at: Date, content: Buffer): void => {
    const fd = openSync(folder.pathOf(name), 'r+');
    writeSync(fd, content);
    closeSync(fd);
    utimesSync(folder.pathOf(name), at, at);
  };

  it('is replaced in the cache when its content turns out to be another; what stayed the same stays', async () => {
    const folder = new TestFolder();
    const [begun, whole] = [contentOf('begun', 3 * MIB), contentOf('whole', 3 * MIB)];
    const now = new Date();
    for (const name of ['same.bin', 'written.bin']) {
      folder.write(name, begun);
      writeAsOf(folder, name, now, begun);
    }
    const server = await TestServer.start(folder, { threads: 1 });
    const client = await server.connect();
    await client.get('same.bin');
    await client.get('written.bin');
    const { lines } = await client.list();
    writeAsOf(folder, 'written.bin', now, whole);

    await eventually(async () => {
      const { body, closing } = await client.get('written.bin');
      return body.equals(whole) && closing['crc32'] === checksumOf(whole);
    }).toBe(true);
    // It was looked at first, and has kept its place.
    expect((await client.list()).lines[0]).toEqual(lines[0]);
    await eventually(() => server.eventsOf('entryEvicted')).toMatchObject([
      { name: 'written.bin', reason: 'changed' },
    ]);
  });
});
