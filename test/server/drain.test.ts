import { describe, expect, it } from 'vitest';
import { eventually, TestFolder, TestServer } from './test-server.ts';

/** Enough that each of two threads gets some. */
const CONNECTIONS = 20;

/** What `path` is answered with over a connection of its own: status line and content. */
async function answerTo(server: TestServer, path: string): Promise<string> {
  const client = await server.connect();
  client.send(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  const [head = '', content = ''] = (await client.readToEnd()).toString().split('\r\n\r\n');
  return `${head.split('\r\n')[0]}: ${content}`;
}

async function answersTo(server: TestServer, path: string): Promise<string[]> {
  const answers: string[] = [];
  for (let count = 0; count < CONNECTIONS; count++) answers.push(await answerTo(server, path));
  return [...new Set(answers)];
}

async function startServing(): Promise<TestServer> {
  const folder = new TestFolder();
  folder.write('a.txt', 'content of a');
  return TestServer.start(folder);
}

const HEALTH = '/.fifolio/health';
const HEALTHY = 'HTTP/1.1 200 OK: ok\n';
const DRAINING = 'HTTP/1.1 503 Service Unavailable: draining\n';

describe('draining', () => {
  it('says so in every thread, and serves everything', async () => {
    const server = await startServing();
    expect(await answersTo(server, HEALTH)).toEqual([HEALTHY]);
    server.handle.drain();
    await eventually(() => answersTo(server, HEALTH)).toEqual([DRAINING]);
    expect(await answersTo(server, '/a.txt')).toEqual(['HTTP/1.1 200 OK: content of a']);
    const native = await server.connect();
    expect((await native.get('a.txt')).body.toString()).toBe('content of a');
    const plain = await server.connect();
    plain.send('a.txt');
    expect((await plain.readToEnd()).toString()).toBe('content of a');
    expect(server.handle.status()).toMatchObject({ phase: 'running' });
    expect(server.eventsOf('requestFailed')).toEqual([]);
  });

  it('is known to threads that are started later', async () => {
    const server = await startServing();
    server.handle.drain();
    for (const thread of [...server.threads]) await thread.terminate();
    await eventually(() => server.eventsOf('workerStarted').length).toBe(2);
    await eventually(() => answersTo(server, HEALTH)).toEqual([DRAINING]);
  });
});
