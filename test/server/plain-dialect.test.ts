import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const hasPython = spawnSync('python3', ['-c', '']).status === 0;

/** The whole client: one request, and everything up to the end. */
function ask(port: number, request: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

describe('the plain dialect over a socket', () => {
  it('gives a dozen-line client every file, whatever its size', async () => {
    const folder = new TestFolder();
    const sizes = [0, 1, 1024, 65_536, 65_537, 1_048_576, 3_000_001];
    for (const size of sizes) folder.write(`${size}.bin`, contentOf(`${size}`, size));
    const server = await TestServer.start(folder);
    for (const round of ['disk', 'cache']) {
      for (const size of sizes) {
        const bytes = await ask(server.port, `${size}.bin`);
        expect(bytes.equals(contentOf(`${size}`, size)), `${size} from ${round}`).toBe(true);
      }
    }
  });

  it('lists what is cached, oldest first, as a pickle', async () => {
    const folder = new TestFolder();
    for (const name of ['b.txt', 'a.txt', 'unter/säge.txt']) folder.write(name, name);
    const server = await TestServer.start(folder);
    expect((await ask(server.port, 'list')).toString('hex')).toBe('80025d28652e');
    for (const name of ['b.txt', 'a.txt', 'unter/säge.txt', 'b.txt']) {
      expect((await ask(server.port, name)).toString()).toBe(name);
    }
    const pickled = await ask(server.port, 'list');
    const at = ['b.txt', 'a.txt', 'unter/säge.txt'].map((name) => pickled.indexOf(name));
    expect(at).toEqual([...at].sort((left, right) => left - right));
    expect(at[0]).toBeGreaterThan(0);
  });

  it.skipIf(!hasPython)('Python reads the list with pickle.loads (needs python3)', async () => {
    const folder = new TestFolder();
    const names = ['z.txt', 'säge.txt', '日本語 😀.txt'];
    for (const name of names) folder.write(name, name);
    const server = await TestServer.start(folder);
    for (const name of names) await ask(server.port, name);
    const script = [
      'import json, pickle, socket, sys',
      's = socket.create_connection(("127.0.0.1", int(sys.argv[1])))',
      's.send(b"list")',
      'print(json.dumps(pickle.loads(s.recv(1024))))',
    ].join('\n');
    const printed = execFileSync('python3', ['-c', script, `${server.port}`], { encoding: 'utf8' });
    expect(JSON.parse(printed)).toEqual(names);
  });

  it('answers what it cannot serve with the one word that the dialect has', async () => {
    const folder = new TestFolder();
    mkdirSync(folder.pathOf('sub'));
    const server = await TestServer.start(folder);
    for (const request of [
      'nothing',
      '../x',
      '/etc/passwd',
      'sub',
      '\\',
      'a\0b',
      'x'.repeat(2000),
    ]) {
      expect((await ask(server.port, request)).toString(), request).toBe('File not found');
    }
  });

  it.each(['\n', '\r\n'])('drops one line ending (%j), as a person types it', async (ending) => {
    const folder = new TestFolder();
    folder.write('typed.txt', 'by hand');
    const server = await TestServer.start(folder);
    expect((await ask(server.port, `typed.txt${ending}`)).toString()).toBe('by hand');
    expect((await ask(server.port, `list${ending}`)).includes('typed.txt')).toBe(true);
  });

  it('puts a request together that arrives in two parts, wherever it was split', async () => {
    const folder = new TestFolder();
    folder.write('größe 😀.txt', 'whole');
    const server = await TestServer.start(folder, { threads: 1 });
    const bystander = await server.connect();
    const request = Buffer.from('größe 😀.txt');
    for (let split = 1; split < request.length; split++) {
      const client = await server.connect();
      client.send(request.subarray(0, split));
      // When the only thread has answered this, it has seen the first part, too.
      await bystander.askFor({ op: 'hello' });
      client.send(request.subarray(split));
      expect((await client.readToEnd()).toString(), `split at ${split}`).toBe('whole');
    }
  });

  it('serves a client that has closed its sending side', async () => {
    const folder = new TestFolder();
    const content = contentOf('half', 9_000_000);
    folder.write('half.bin', content);
    const server = await TestServer.start(folder);
    for (const name of ['half.bin', 'half.bin\n']) {
      const client = await server.connect();
      client.socket.end(name);
      expect((await client.readToEnd()).equals(content)).toBe(true);
    }
    const refused = await server.connect();
    refused.socket.end('no such file');
    expect((await refused.readToEnd()).toString()).toBe('File not found');
    const silent = await server.connect();
    silent.endInput();
    expect(await silent.readToEnd()).toHaveLength(0);
  });
});

describe('HTTP on the same port', () => {
  it('is answered', async () => {
    const folder = new TestFolder();
    folder.write('file.txt', 'content');
    const server = await TestServer.start(folder);
    const request = 'GET /file.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    const answer = (await ask(server.port, request)).toString('latin1');
    const [head, body] = answer.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(body).toBe('content');
  });

  it('is not taken for another dialect by what follows its head', async () => {
    const folder = new TestFolder();
    folder.write('secret.txt', 'not for browsers');
    const server = await TestServer.start(folder);
    const smuggled = '{"op":"get","name":"secret.txt"}\n';
    for (const head of [
      `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${smuggled.length}\r\n\r\n`,
      'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'POST / HTTP/1.1\r\nContent-Length: 40\r\n\r\n',
    ]) {
      const client = await server.connect();
      client.send(head);
      client.send(smuggled);
      client.endInput();
      const answers = (await client.readToEnd()).toString();
      expect(answers).toMatch(/^HTTP\/1\.1 /);
      expect(answers).not.toContain('not for browsers');
    }
    await eventually(() => server.handle.status().counters.connectionsOpen).toBe(0);
    expect(server.handle.status().counters).toMatchObject({ requestsNative: 0, requestsPlain: 0 });
  });
});
