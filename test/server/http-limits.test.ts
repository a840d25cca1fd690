import { describe, expect, it } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import { HttpClient, requestText } from './http-client.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const SIZE = 40 << 20;

function folderWithLargeFile(): { folder: TestFolder; content: Buffer } {
  const folder = new TestFolder();
  const content = contentOf('large', SIZE);
  folder.write('large.bin', content);
  folder.write('small.txt', 'small');
  return { folder, content };
}

describe('a stopping server', () => {
  it('finishes the answer that is under way, and refuses what waits behind it', async () => {
    const { folder, content } = folderWithLargeFile();
    const server = await TestServer.start(folder);
    const idle = await HttpClient.connect(server);
    await idle.get('/small.txt');
    const client = await HttpClient.connect(server);
    client.wire.send(
      requestText('/large.bin') + requestText('/small.txt') + requestText('/small.txt'),
    );
    const head = await client.readHead();
    const stopped = server.handle.stop({ graceMs: 60_000 });
    expect(await idle.wire.readToEnd()).toHaveLength(0);
    expect((await client.readBody(head)).equals(content)).toBe(true);
    const next = await client.read();
    expect(next.status).toBe(503);
    expect(next.fields.get('connection')).toBe('close');
    expect(next.fields.get('retry-after')).toMatch(/^\d+$/);
    expect(await client.wire.readToEnd()).toHaveLength(0);
    await stopped;
    expect(server.eventsOf('requestFailed').map(({ code }) => code)).toEqual(['shutting-down']);
  });

  it('ends the connection after the answer where nothing waits', async () => {
    const { folder, content } = folderWithLargeFile();
    const server = await TestServer.start(folder);
    const client = await HttpClient.connect(server);
    client.ask('/large.bin');
    const head = await client.readHead();
    const stopped = server.handle.stop({ graceMs: 60_000 });
    await eventually(() => server.handle.status().phase).toBe('stopping');
    expect((await client.readBody(head)).equals(content)).toBe(true);
    expect(await client.wire.readToEnd()).toHaveLength(0);
    await stopped;
  });
});

describe('time limits of HTTP', () => {
  it('cut who does not come to the end of a head, or of its content', async () => {
    const server = await TestServer.start(new TestFolder(), { limits: { requestTimeoutMs: 300 } });
    const slow = [
      'GET / HTTP/1.1\r\nHost: localhost\r\nX: ',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n',
      'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n',
    ];
    for (const beginning of slow) {
      const client = await HttpClient.connect(server);
      client.wire.send(beginning);
      const trickle = setInterval(() => client.wire.send('x'), 50);
      expect(await client.wire.readUntilCut()).toHaveLength(0);
      clearInterval(trickle);
    }
    await eventually(() => server.eventsOf('connectionClosed').map(({ reason }) => reason)).toEqual(
      slow.map(() => 'timed-out'),
    );
  });

  it('give an answer more time than a request', async () => {
    const { folder, content } = folderWithLargeFile();
    const server = await TestServer.start(folder, { limits: { requestTimeoutMs: 500 } });
    const client = await HttpClient.connect(server);
    client.wire.send(`${requestText('/large.bin')}GET /small.txt HT`);
    const head = await client.readHead();
    // Two that are cut for being slow, one after the other: both of their times were longer.
    for (let at = 0; at < 2; at++) {
      const slow = await HttpClient.connect(server);
      slow.wire.send('GET / HTTP/1.1\r\n');
      await slow.wire.readUntilCut();
    }
    client.wire.send('TP/1.1\r\nHost: localhost\r\n\r\n');
    expect((await client.readBody(head)).equals(content)).toBe(true);
    expect((await client.read()).body.toString()).toBe('small');
  });

  it('cut who does not read its answer', async () => {
    const { folder } = folderWithLargeFile();
    const server = await TestServer.start(folder, { limits: { idleTimeoutMs: 300 } });
    const stuck = await HttpClient.connect(server);
    stuck.ask('/large.bin');
    await eventually(() => server.eventsOf('connectionClosed').map(({ reason }) => reason)).toEqual(
      ['timed-out'],
    );
    await server.expectEmptyAfterClear();
  });
});
