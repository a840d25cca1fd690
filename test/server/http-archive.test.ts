import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { expect, describe, it } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import { HttpClient } from '../../harness/http-client.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const hasPython = spawnSync('python3', ['-c', 'import zipfile']).status === 0;
const MIB = 1 << 20;

const CONTENTS: Readonly<Record<string, Buffer>> = {
  'photos/empty': Buffer.alloc(0),
  'photos/größe 😀.txt': Buffer.from('content'),
  'photos/sub/deep/large.bin': contentOf('large', 9 * MIB + 1),
  'photos/tiny.txt': Buffer.from('x'),
};

async function start(): Promise<{ folder: TestFolder; server: TestServer; client: HttpClient }> {
  const folder = new TestFolder();
  for (const [name, content] of Object.entries(CONTENTS)) folder.write(name, content);
  folder.write('other.txt', 'other');
  folder.write('photos/.hidden', 'hidden');
  const server = await TestServer.start(folder);
  return { folder, server, client: await HttpClient.connect(server) };
}

/** Names with the SHA-256 of what they hold, as Python reads them. */
function readArchive(bytes: Buffer): Record<string, string> {
  const out = new TestFolder();
  out.write('a.zip', bytes);
  const script = [
    'import hashlib, json, sys, zipfile',
    'with zipfile.ZipFile(sys.argv[1]) as archive:',
    '    assert archive.testzip() is None',
    '    print(json.dumps({n: hashlib.sha256(archive.read(n)).hexdigest() for n in archive.namelist()}))',
  ].join('\n');
  const printed = execFileSync('python3', ['-c', script, out.pathOf('a.zip')], {
    encoding: 'utf8',
  });
  return JSON.parse(printed) as Record<string, string>;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('a folder as an archive', () => {
  it.skipIf(!hasPython)('has every file of it, byte by byte (needs python3)', async () => {
    const { client } = await start();
    const { status, fields, body } = await client.get('/photos/?archive=zip');
    expect(status).toBe(200);
    expect(fields.get('content-type')).toBe('application/zip');
    expect(fields.get('content-disposition')).toBe('attachment; filename="photos.zip"');
    const expected = Object.entries(CONTENTS).map(([name, content]) => [name, sha256(content)]);
    expect(readArchive(body)).toEqual(Object.fromEntries(expected));
    // The length was right: the connection goes on with the next answer.
    expect((await client.get('/other.txt')).body.toString()).toBe('other');
    const deep = await client.get('/photos/sub/?archive=zip');
    expect(Object.keys(readArchive(deep.body))).toEqual(['sub/deep/large.bin']);
    const all = await client.get('/?archive=zip');
    expect(all.fields.get('content-disposition')).toBe('attachment; filename="files.zip"');
    expect(Object.keys(readArchive(all.body))).toContain('other.txt');
  });

  it('says its length to HEAD', async () => {
    const { client } = await start();
    const { fields } = await client.get('/photos/?archive=zip', { method: 'HEAD' });
    const { body } = await client.get('/photos/?archive=zip');
    expect(fields.get('content-length')).toBe(`${body.length}`);
  });

  it.skipIf(!hasPython)('says in a file what is missing from it (needs python3)', async () => {
    const { folder, client } = await start();
    symlinkSync('/etc/hostname', folder.pathOf('photos/outside'));
    const { body } = await client.get('/photos/?archive=zip');
    expect(Object.keys(readArchive(body))).toContain('photos/LEFT OUT.txt');
    expect(body.includes('hostname')).toBe(false);
    folder.write('photos/LEFT OUT.txt', 'a file of that name');
    const again = readArchive((await client.get('/photos/?archive=zip')).body);
    expect(Object.keys(again)).toEqual(
      expect.arrayContaining(['photos/LEFT OUT.txt', 'photos/LEFT OUT (2).txt']),
    );
  });

  it('is empty for an empty folder, and not there for none', async () => {
    const { folder, client } = await start();
    mkdirSync(folder.pathOf('nothing'));
    expect((await client.get('/nothing/?archive=zip')).body).toHaveLength(22);
    expect((await client.get('/missing/?archive=zip')).status).toBe(404);
    expect((await client.get('/.hidden/?archive=zip')).status).toBe(404);
  });

  it('is cut where a file changes before its turn', async () => {
    const { folder, server, client } = await start();
    // It comes first, and is too large to be sent before the client reads.
    folder.write('photos/a-first.bin', contentOf('first', 40 * MIB));
    client.ask('/photos/?archive=zip');
    const { fields } = await client.readHead();
    await client.wire.readBytes(1000);
    folder.write('photos/tiny.txt', 'longer');
    const { length } = await client.wire.readUntilCut();
    expect(1000 + length).toBeLessThan(Number(fields.get('content-length')));
    expect(client.wire.failure).toMatchObject({ code: 'ECONNRESET' });
    await eventually(() => server.eventsOf('requestFailed')).toMatchObject([{ code: 'cut' }]);
    await server.expectEmptyAfterClear();
  });

  it('never has a file in two versions', async () => {
    const { folder, server, client } = await start();
    const size = 40 * MIB;
    const [old, replaced] = [contentOf('old', size), contentOf('new', size)];
    folder.write('photos/only/file.bin', old);
    client.ask('/photos/only/?archive=zip');
    client.wire.endInput();
    const { fields } = await client.readHead();
    const beginning = await client.wire.readBytes(MIB);
    folder.write('new.tmp', replaced);
    renameSync(folder.pathOf('new.tmp'), folder.pathOf('photos/only/file.bin'));
    const archive = Buffer.concat([beginning, await client.wire.readUntilCut()]);
    const content = archive.subarray(archive.indexOf(old.subarray(0, 64)));
    if (archive.length === Number(fields.get('content-length'))) {
      expect(content.subarray(0, size).equals(old)).toBe(true);
    } else {
      expect(content.equals(old.subarray(0, content.length))).toBe(true);
      expect(client.wire.failure).toMatchObject({ code: 'ECONNRESET' });
    }
    await server.expectEmptyAfterClear();
  });
});
