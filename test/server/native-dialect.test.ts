import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';
import { checksumOf, type WireClient } from '../../harness/wire-client.ts';

const MIB = 1 << 20;

describe('the native dialect over a socket', () => {
  it('gives a dozen-line client a file', async () => {
    const folder = new TestFolder();
    folder.write('hello.txt', 'Hello, world!\n');
    const server = await TestServer.start(folder);
    const socket = connect(server.port, '127.0.0.1');
    const lines: string[] = [];
    socket.end('{"op":"get","name":"hello.txt"}\n');
    for await (const line of createInterface({ input: socket })) lines.push(line);
    expect(JSON.parse(lines[0]!)).toMatchObject({ ok: true, length: 14 });
    expect(lines[1]).toBe('Hello, world!');
    expect(JSON.parse(lines[2]!)).toEqual({
      end: true,
      crc32: checksumOf(Buffer.from('Hello, world!\n')),
    });
    expect(lines).toHaveLength(3);
  });

  it('tells what it is', async () => {
    const server = await TestServer.start(new TestFolder());
    const client = await server.connect();
    expect(await client.askFor({ op: 'hello', id: 'h' })).toMatchObject({
      ok: true,
      id: 'h',
      server: 'fifolio',
      protocol: 1,
      ops: ['hello', 'get', 'list', 'files', 'stats'],
      limits: { requestLineBytes: 8192 },
    });
    const stats = await client.askFor({ op: 'stats', id: 7 });
    expect(stats).toMatchObject({
      ok: true,
      id: 7,
      ports: [{ host: '127.0.0.1', port: server.port }],
      counters: { connectionsOpen: 1, requests: 1 },
      hitRatio: 0,
    });
    expect(stats['threads']).toHaveLength(2);
  });

  it('answers in order, however many requests wait', async () => {
    const folder = new TestFolder();
    const names = Array.from({ length: 40 }, (_, at) => `${at}.bin`);
    const sizeOf = (at: number) => [0, 10, 5000, 70_000, 1_200_000][at % 5]!;
    names.forEach((name, at) => folder.write(name, contentOf(name, sizeOf(at))));
    const server = await TestServer.start(folder);
    const client = await server.connect();
    const asked = Array.from({ length: 400 }, (_, at) => (at * 7) % 41);
    client.ask(...asked.map((at, id) => ({ op: 'get', name: `${at}.bin`, id })));
    for (const [id, at] of asked.entries()) {
      if (at === 40) {
        expect(await client.readJson()).toMatchObject({ ok: false, id, error: 'not-found' });
        continue;
      }
      const { header, body, closing } = await client.readFetched();
      expect(header).toMatchObject({ ok: true, id, name: `${at}.bin`, size: sizeOf(at) });
      expect(body.equals(contentOf(`${at}.bin`, sizeOf(at)))).toBe(true);
      expect(closing).toEqual({ end: true, crc32: checksumOf(body) });
    }
  });

  it('answers alike wherever the requests are split', async () => {
    const folder = new TestFolder();
    folder.write('größe.txt', contentOf('g', 300));
    const server = await TestServer.start(folder, { threads: 1 });
    const bystander = await server.connect();
    const requests = Buffer.from(
      '{"op":"hello","id":1}\n{"op":"get","name":"größe.txt"}\r\n{"op":"list"}\n{"op":"nothing"}\n',
    );
    const answersOf = async (client: WireClient): Promise<string> => {
      client.endInput();
      return (await client.readToEnd()).toString('latin1');
    };
    const warm = await server.connect();
    await warm.get('größe.txt');
    const whole = await server.connect();
    whole.send(requests);
    const expected = (await answersOf(whole)).replace(/"hits":\d+/, '');
    expect(expected.match(/"ok":true/g)).toHaveLength(3);
    for (let split = 1; split < requests.length; split++) {
      const client = await server.connect();
      client.send(requests.subarray(0, split));
      await bystander.askFor({ op: 'hello' });
      client.send(requests.subarray(split));
      const answers = (await answersOf(client)).replace(/"hits":\d+/, '');
      expect(answers, `split at ${split}`).toBe(expected);
    }
    const bytewise = await server.connect();
    for (const byte of requests) {
      bytewise.send(Uint8Array.of(byte));
      await bystander.askFor({ op: 'hello' });
    }
    expect((await answersOf(bytewise)).replace(/"hits":\d+/, '')).toBe(expected);
  });

  it('serves everything to a client that has closed its sending side', async () => {
    const folder = new TestFolder();
    const content = contentOf('large', 20 * MIB + 3);
    folder.write('large.bin', content);
    folder.write('small.txt', 'small');
    const server = await TestServer.start(folder);
    const client = await server.connect();
    client.ask(
      { op: 'get', name: 'large.bin' },
      { op: 'get', name: 'small.txt' },
      { op: 'hello', id: 'last' },
    );
    client.endInput();
    expect((await client.readFetched()).body.equals(content)).toBe(true);
    expect((await client.readFetched()).body.toString()).toBe('small');
    expect(await client.readJson()).toMatchObject({ id: 'last' });
    expect(await client.readToEnd()).toHaveLength(0);
  });

  it('takes the end of the input for the end of the last line', async () => {
    const folder = new TestFolder();
    folder.write('file.txt', 'content');
    const server = await TestServer.start(folder);
    const client = await server.connect();
    client.send('{"op":"hello"}\n{"op":"get","name":"file.txt"}');
    client.endInput();
    expect(await client.readJson()).toMatchObject({ ok: true, server: 'fifolio' });
    expect((await client.readFetched()).body.toString()).toBe('content');
    expect(await client.readToEnd()).toHaveLength(0);
  });

  it('echoes ids as they were', async () => {
    const folder = new TestFolder();
    folder.write('a', 'a');
    const server = await TestServer.start(folder);
    const client = await server.connect();
    for (const id of ['', 'ä "quoted" \\ \u0001', 0, -1.5, 1e21 / 1e6, 'x'.repeat(8000)]) {
      expect(await client.askFor({ op: 'hello', id })).toMatchObject({ ok: true, id });
      expect(await client.askFor({ op: 'get', name: 'none', id })).toMatchObject({ ok: false, id });
      expect((await client.get('a', { id })).header).toMatchObject({ ok: true, id });
      expect(await client.askFor({ op: 'gte', id })).toMatchObject({ error: 'bad-request', id });
    }
    expect(await client.askFor({ op: 'hello' })).not.toHaveProperty('id');
  });

  it('answers a bad line, and goes on', async () => {
    const server = await TestServer.start(new TestFolder());
    const client = await server.connect();
    const lines = [
      '{',
      '{}',
      '',
      '[]',
      'null',
      '{"op":7}',
      '{"op":"__proto__"}',
      '{"op":"get"}',
      '{"op":"get","name":7}',
      '{"op":"get","name":"a","from":-1}',
      '{"op":"get","name":"a","from":"1"}',
      '{"op":"get","name":"a","tag":1}',
      '{"op":"get","name":"a","crc32":0}',
      '{"op":"files","limit":0}',
      '{"op":"hello","id":{}}',
      'GET / HTTP/1.1',
    ];
    client.send('{"op":"hello"}\n');
    await client.readJson();
    for (const [at, line] of lines.entries()) {
      client.send(`${line}\n`);
      const answer = await client.readJson();
      expect(answer, line).toMatchObject({ ok: false, error: 'bad-request' });
      expect(answer['message'], line).toMatch(/\w/);
      expect(await client.askFor({ op: 'hello', id: at })).toMatchObject({ ok: true, id: at });
    }
    client.send(
      Buffer.concat([Buffer.from('{"op":"get","name":"'), Buffer.of(0xff), Buffer.from('"}\n')]),
    );
    expect(await client.readJson()).toMatchObject({ ok: false, error: 'bad-request' });
    expect(await client.askFor({ op: 'hello' })).toMatchObject({ ok: true });
  });

  it('takes a line of 8 KiB, and ends the connection behind a longer one', async () => {
    const server = await TestServer.start(new TestFolder());
    const client = await server.connect();
    const frame = JSON.stringify({ op: 'hello', pad: '' }).length;
    expect(await client.askFor({ op: 'hello', pad: 'x'.repeat(8191 - frame) })).toMatchObject({
      ok: true,
    });
    client.ask(
      { op: 'hello', id: 'before' },
      { op: 'hello', pad: 'x'.repeat(8193 - frame) },
      { op: 'hello' },
    );
    expect(await client.readJson()).toMatchObject({ ok: true, id: 'before' });
    expect(await client.readJson()).toMatchObject({ ok: false, error: 'bad-request' });
    expect(await client.readToEnd()).toHaveLength(0);
  });

  it('sends the rest of a file, with the checksum of what it sent', async () => {
    const folder = new TestFolder();
    const content = contentOf('ranges', 3 * MIB + 77);
    folder.write('ranges.bin', content);
    folder.write('shift.bin', contentOf('shift', 5));
    const server = await TestServer.start(folder);
    const client = await server.connect();
    // Something before it in the arena, so that the file's pieces do not begin where the arena does.
    await client.get('shift.bin');
    const { header } = await client.get('ranges.bin');
    const tag = header['tag'];
    const offsets = [0, 1, 1000, MIB - 6, MIB - 5, MIB - 1, MIB, MIB + 1, 2 * MIB + 500, 3 * MIB];
    for (const from of [...offsets, content.length - 1, content.length]) {
      const fetched = await client.get('ranges.bin', { from, tag });
      expect(fetched.header).toMatchObject({ from, length: content.length - from, tag });
      expect(fetched.body.equals(content.subarray(from)), `from ${from}`).toBe(true);
      expect(fetched.closing, `from ${from}`).toEqual({
        end: true,
        crc32: checksumOf(fetched.body),
      });
      const unchecked = await client.get('ranges.bin', { from, crc32: false });
      expect(unchecked.body.equals(fetched.body)).toBe(true);
      expect(unchecked.closing).toEqual({ end: true });
    }
    expect(
      await client.askFor({ op: 'get', name: 'ranges.bin', from: content.length + 1 }),
    ).toMatchObject({
      ok: false,
      error: 'bad-request',
    });
  });

  it('sends the rest of a file that is too large for the cache', async () => {
    const folder = new TestFolder();
    const content = contentOf('uncached', 2 * MIB + 9);
    folder.write('uncached.bin', content);
    const server = await TestServer.start(folder, { cacheCapacityBytes: MIB });
    const client = await server.connect();
    for (const from of [0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB, 2 * MIB + 9]) {
      const { header, body, closing } = await client.get('uncached.bin', { from });
      expect(header).toMatchObject({ source: 'disk', from, length: content.length - from });
      expect(body.equals(content.subarray(from)), `from ${from}`).toBe(true);
      expect(closing).toEqual({ end: true, crc32: checksumOf(body) });
    }
  });

  it('refuses to continue a version that is not there any more', async () => {
    const folder = new TestFolder();
    folder.write('file.txt', 'first version');
    const server = await TestServer.start(folder);
    const client = await server.connect();
    const first = await client.get('file.txt');
    folder.write('file.txt', 'second version, longer');
    const tag = first.header['tag'];
    await eventually(() =>
      client.askFor({ op: 'get', name: 'file.txt', from: 5, tag, id: 9 }).then(async (answer) => {
        // Within the first moments the old version may still be served from the cache.
        if (answer['ok'] === true) {
          await client.readBytes(answer['length'] as number);
          await client.readLine();
        }
        return answer;
      }),
    ).toMatchObject({ ok: false, id: 9, error: 'changed' });
    const second = await client.get('file.txt');
    expect(second.body.toString()).toBe('second version, longer');
    const refusal = await client.askFor({ op: 'get', name: 'file.txt', tag });
    expect(refusal).toMatchObject({ error: 'changed', tag: second.header['tag'] });
    expect(refusal['tag']).not.toBe(tag);
  });

  it('lists the folder and the cache', async () => {
    const folder = new TestFolder();
    for (const name of ['a.txt', 'sub/b.txt', 'sub/deep/c.txt', 'z.txt']) folder.write(name, name);
    const server = await TestServer.start(folder);
    const client = await server.connect();
    await client.get('z.txt');
    await client.get('sub/b.txt');
    await client.get('z.txt');
    const cached = await client.list({ op: 'list', id: 1 });
    expect(cached.header).toMatchObject({
      ok: true,
      id: 1,
      count: 2,
      capacity: 64 * MIB,
      used: 14,
    });
    expect(cached.lines).toMatchObject([
      { name: 'z.txt', size: 5, hits: 1 },
      { name: 'sub/b.txt', size: 9, hits: 0 },
    ]);
    const all = await client.list({ op: 'files', recursive: true, id: 'f' });
    expect(all.header).toMatchObject({ ok: true, id: 'f', count: 4, truncated: false });
    expect(all.lines.map(({ name, cached: isCached }) => [name, isCached])).toEqual([
      ['a.txt', false],
      ['sub/b.txt', true],
      ['sub/deep/c.txt', false],
      ['z.txt', true],
    ]);
    const some = await client.list({ op: 'files', recursive: true, prefix: 'sub/', limit: 1 });
    expect(some.header).toMatchObject({ count: 1, truncated: true });
    expect(some.lines).toMatchObject([{ name: 'sub/b.txt' }]);
  });
});
