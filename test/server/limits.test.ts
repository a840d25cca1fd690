import { describe, expect, it, onTestFinished } from 'vitest';
import { WireClient } from '../../harness/wire-client.ts';
import { contentOf } from '../../doubles/content.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const MIB = 1 << 20;

describe('limits', () => {
  it('refuses connections over the limit: busy in the native dialect, 503 in HTTP, reset in the plain one', async () => {
    const folder = new TestFolder();
    folder.write('file.txt', 'content');
    const server = await TestServer.start(folder, { limits: { maxConnections: 3 } });
    const first = [await server.connect(), await server.connect(), await server.connect()];
    for (const client of first) await client.askFor({ op: 'hello' });

    const native = await server.connect();
    expect(await native.askFor({ op: 'hello' })).toMatchObject({ ok: false, error: 'busy' });
    expect(await native.readToEnd()).toHaveLength(0);
    const http = await server.connect();
    http.send('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [head, body] = (await http.readToEnd()).toString().split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\n/);
    expect(head).toContain('\r\nConnection: close\r\n');
    expect(head).toMatch(/\r\nRetry-After: \d+(?:\r\n|$)/);
    expect(head).toContain(`\r\nContent-Length: ${body!.length}\r\n`);
    const plain = await server.connect();
    plain.send('file.txt');
    expect(await plain.readUntilCut()).toHaveLength(0);
    // An ordinary end would be a whole, empty file in the plain dialect.
    expect(plain.failure).toMatchObject({ code: 'ECONNRESET' });
    const { counters } = server.handle.status();
    expect(counters).toMatchObject({
      connectionsOpen: 3,
      connectionsAccepted: 3,
      connectionsRefused: 3,
    });

    first[0]!.close();
    await eventually(() => server.handle.status().counters.connectionsOpen).toBe(2);
    const next = await server.connect();
    expect((await next.get('file.txt')).body.toString()).toBe('content');
  });

  it('does not count connections from this machine against the limit per address', async () => {
    const server = await TestServer.start(new TestFolder(), {
      limits: { maxConnectionsPerAddress: 1 },
    });
    for (let at = 0; at < 5; at++) {
      const client = await server.connect();
      expect(await client.askFor({ op: 'hello' })).toMatchObject({ ok: true });
    }
  });

  it('closes a refused client that says nothing', async () => {
    const server = await TestServer.start(new TestFolder(), { limits: { maxConnections: 1 } });
    const first = await server.connect();
    await first.askFor({ op: 'hello' });
    const silent = await server.connect();
    expect(await silent.readUntilCut()).toHaveLength(0);
    expect(silent.failure).toMatchObject({ code: 'ECONNRESET' });
    expect(await first.askFor({ op: 'hello' })).toMatchObject({ ok: true });
  });

  it('gives the place of a client that says nothing to one that comes, not that of one that spoke', async () => {
    const server = await TestServer.start(new TestFolder(), {
      threads: 1,
      limits: { maxConnections: 3 },
    });
    const speaking = await server.connect();
    await speaking.askFor({ op: 'hello' });
    const silent = [await server.connect(), await server.connect()];
    await eventually(async () => {
      const newcomer = await server.connect();
      const { ok } = await newcomer.askFor({ op: 'hello' });
      return ok;
    }).toBe(true);
    // The one that had been silent for longer is gone; the other has kept its place.
    expect(await silent[0]!.readUntilCut()).toHaveLength(0);
    expect(await silent[1]!.askFor({ op: 'hello' })).toMatchObject({ ok: true });
    expect(await speaking.askFor({ op: 'hello' })).toMatchObject({ ok: true });
    expect(server.handle.status().counters.connectionsOpen).toBe(3);
  });

  it('says nothing to a crowd that it refuses, but resets each of them', async () => {
    const server = await TestServer.start(new TestFolder(), { limits: { maxConnections: 1 } });
    const first = await server.connect();
    await first.askFor({ op: 'hello' });
    // More than are listened to at once on both threads.
    const crowd = Array.from({ length: 200 }, async () => {
      const client = await WireClient.connect(server.port);
      onTestFinished(() => client.close());
      expect(await client.readUntilCut()).toHaveLength(0);
      throw client.failure ?? new Error('an ordinary end');
    });
    for (const outcome of await Promise.allSettled(crowd)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'ECONNRESET' } });
    }
    expect(await first.askFor({ op: 'hello' })).toMatchObject({ ok: true });
  });

  it('cuts a client that does not come to the end of its request line', async () => {
    const server = await TestServer.start(new TestFolder(), { limits: { requestTimeoutMs: 300 } });
    const slow = await server.connect();
    const trickle = setInterval(() => slow.send(' '), 50);
    slow.send('{');
    expect(await slow.readUntilCut()).toHaveLength(0);
    clearInterval(trickle);
    const silent = await server.connect();
    expect(await silent.readUntilCut()).toHaveLength(0);
    await eventually(() => server.eventsOf('connectionClosed').map(({ reason }) => reason)).toEqual(
      ['timed-out', 'timed-out'],
    );
  });

  it('gives an answer more time than a request line', async () => {
    const folder = new TestFolder();
    const content = contentOf('long', 40 * MIB);
    folder.write('long.bin', content);
    const server = await TestServer.start(folder, { limits: { requestTimeoutMs: 1000 } });
    const reader = await server.connect();
    // The beginning of the next request waits behind the answer, and is not late either.
    reader.send('{"op":"get","name":"long.bin"}\n{"op":');
    const header = await reader.readJson();
    const beginning = await reader.readBytes(MIB);
    // Two clients that were cut for being slow, one after the other: both of their times were longer.
    for (let at = 0; at < 2; at++) {
      const slow = await server.connect();
      slow.send('{');
      await slow.readUntilCut();
    }
    // Before the end of the answer, from which on its time runs: this computer may be slow to read.
    reader.send('"hello"}\n');
    const rest = await reader.readBytes((header['length'] as number) - MIB);
    expect(Buffer.concat([beginning, rest]).equals(content)).toBe(true);
    await reader.readLine();
    expect(await reader.readJson()).toMatchObject({ ok: true, server: 'fifolio' });
  });

  it('lets a client that always sends the beginning of its next request go on', async () => {
    const server = await TestServer.start(new TestFolder(), { limits: { requestTimeoutMs: 1000 } });
    const client = await server.connect();
    client.send('{"op":');
    const startedAt = server.handle.status().counters.requests;
    // As long as it takes the server to cut two clients that are really late.
    const over = new AbortController();
    const late = (async () => {
      for (let at = 0; at < 2; at++) {
        const slow = await server.connect();
        slow.send('{');
        await slow.readUntilCut();
      }
      over.abort();
    })();
    while (!over.signal.aborted) {
      client.send('"hello"}\n{"op":');
      expect(await client.readJson()).toMatchObject({ ok: true });
    }
    await late;
    expect(server.handle.status().counters.requests).toBeGreaterThan(startedAt);
    client.send('"hello"}\n');
    expect(await client.readJson()).toMatchObject({ ok: true });
  });

  it('cuts a connection on which nothing moves', async () => {
    const folder = new TestFolder();
    folder.write('large.bin', contentOf('large', 40 * MIB));
    const server = await TestServer.start(folder, { limits: { idleTimeoutMs: 1000 } });
    const idle = await server.connect();
    await idle.askFor({ op: 'hello' });
    const stuck = await server.connect();
    stuck.ask({ op: 'get', name: 'large.bin' });
    const plain = await server.connect();
    plain.send('large.bin');
    await eventually(() => server.eventsOf('connectionClosed').map(({ reason }) => reason)).toEqual(
      ['timed-out', 'timed-out', 'timed-out'],
    );
    expect(await idle.readUntilCut()).toHaveLength(0);
    await server.expectEmptyAfterClear();
  });

  it('outlives garbage', async () => {
    const server = await TestServer.start(new TestFolder());
    const oneLine = await server.connect();
    oneLine.send(Buffer.alloc(MIB, '{'));
    oneLine.endInput();
    const [answer, ...rest] = (await oneLine.readToEnd()).toString().split('\n');
    expect(JSON.parse(answer!)).toMatchObject({ ok: false, error: 'bad-request' });
    expect(rest).toEqual(['']);

    const manyLines = await server.connect();
    const lines = 20_000;
    manyLines.send('{oops}\n'.repeat(lines));
    manyLines.endInput();
    const answers = (await manyLines.readToEnd()).toString().trimEnd().split('\n');
    expect(answers).toHaveLength(lines);
    expect(new Set(answers).size).toBe(1);

    const noise = await server.connect();
    noise.send(Buffer.concat([Buffer.from('~'), contentOf('noise', 300_000)]));
    expect((await noise.readUntilCut()).toString()).toMatch(/^(File not found)?$/);
    const client = await server.connect();
    expect(await client.askFor({ op: 'hello' })).toMatchObject({ ok: true });
  });

  it('keeps little for a client that asks a lot and reads nothing', async () => {
    const folder = new TestFolder();
    folder.write('tiny.txt', contentOf('tiny', 1000));
    const server = await TestServer.start(folder);
    const greedy = await server.connect();
    await greedy.get('tiny.txt');
    const request = '{"op":"get","name":"tiny.txt"}\n';
    const asked = 100_000;
    const before = process.memoryUsage().rss;
    greedy.send(request.repeat(asked));
    const bystanders = await server.connectToEveryThread();
    // The server comes to a halt: it has answered what the system's buffers hold, and no more.
    let answered = -1;
    await eventually(async () => {
      for (const client of bystanders) await client.askFor({ op: 'hello' });
      const { bytesSent } = server.handle.status().counters;
      const halted = bytesSent === answered;
      answered = bytesSent;
      return halted;
    }).toBe(true);
    expect(answered).toBeLessThan(asked * 1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MIB);
    // And it goes on, where it stopped, when the client reads.
    for (let at = 0; at < asked; at += 1) {
      const { body } = await greedy.readFetched();
      if (!body.equals(contentOf('tiny', 1000))) expect.fail(`answer ${at} is wrong`);
    }
  });
});
