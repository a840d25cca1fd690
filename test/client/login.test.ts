import { createConnection, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HELLO } from '../../doubles/servers/native-double.ts';
import { startPlainDouble } from '../../doubles/servers/plain-double.ts';
import { startDownloads } from '../../src/engine/client/downloads.ts';
import { connectRemote } from '../../src/engine/client/remote/remote.ts';
import type { ConnectOptions, Remote } from '../../src/engine/client/remote/remote.ts';
import { TestFolder, TestServer } from '../server/test-server.ts';
import { startRecorder } from './recorder.ts';
import {
  completed,
  download,
  sampleBytes,
  startNativeDouble,
  temporaryFolder,
} from './download-setup.ts';

const CODE = 'k7-2m-9p-xq-4d-ht';

/** A server of a folder that asks for {@link CODE}. */
function serve(folder: TestFolder): Promise<TestServer> {
  return TestServer.start(folder, { access: { code: CODE, allowPlain: false } });
}

async function connect(options: Partial<ConnectOptions> & { port: number }): Promise<Remote> {
  const remote = await connectRemote({ host: '127.0.0.1', ...options });
  onTestFinished(() => remote.close());
  return remote;
}

function sharedFolder(files: Readonly<Record<string, Uint8Array>>): TestFolder {
  const folder = new TestFolder();
  for (const [name, content] of Object.entries(files)) folder.write(name, Buffer.from(content));
  return folder;
}

describe('a server with an access code', () => {
  it('lets in who knows it, however it is typed, and is asked everything as ever', async () => {
    const { port } = await serve(sharedFolder({ 'a.txt': Buffer.from('abc') }));
    const remote = await connect({ port, accessCode: ' K7 2M-9PXQ 4dht ' });
    expect((await remote.files()).files.map(({ name }) => name)).toEqual(['a.txt']);
    await remote.ping(10_000);
    expect((await remote.stats()).counters.requests).toBeGreaterThan(0);
    expect((await remote.list()).entries).toEqual([]);
  });

  it('is refused without a code, or with another, each with its own word', async () => {
    const { port } = await serve(sharedFolder({}));
    const address = `127.0.0.1:${port}`;
    await expect(connect({ port })).rejects.toMatchObject({
      failure: { code: 'unauthorized', accessCode: 'missing', address },
    });
    await expect(connect({ port, accessCode: 'another code' })).rejects.toMatchObject({
      failure: { code: 'unauthorized', accessCode: 'wrong', address },
    });
  });

  it('sends files through many connections, in a thread of its own, and over cut connections', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 50 }, (_, nth) => [`f${nth}`, sampleBytes(30_000 + nth, `f${nth}`)]),
    );
    const { port } = await serve(sharedFolder(files));
    const proxy = await cuttingProxy(port, 400_000);
    const batch = startDownloads({
      host: '127.0.0.1',
      port: proxy.port,
      accessCode: CODE,
      names: Object.keys(files),
      directory: await temporaryFolder(),
    });
    for (const outcome of await batch.done) expect(completed(outcome).verified).toMatch(/^crc32/);
    expect(proxy.connections()).toBeGreaterThan(2);
  });

  it('is not asked again and again with a code that it does not accept any more', async () => {
    const server = await serve(sharedFolder({ a: sampleBytes(3_000_000) }));
    const proxy = await cuttingProxy(server.port, 500_000, () =>
      server.handle.setAccessCode('a new code'),
    );
    const directory = await temporaryFolder();
    const names = ['a', 'b', 'c'];
    const options = { port: proxy.port, accessCode: CODE, names, directory };
    const { outcomes, events } = await download(options);
    expect(outcomes[0]).toMatchObject({
      error: { code: 'unauthorized', accessCode: 'wrong' },
    });
    expect(events.filter(({ type }) => type === 'reconnectionRetried')).toEqual([]);
    expect(proxy.connections()).toBe(2);
  });

  it('cannot be asked in the plain dialect by who has a code to prove', async () => {
    const { port } = await serve(sharedFolder({}));
    const refused = { failure: { code: 'code-in-plain' } };
    const options = { port, dialect: 'plain', accessCode: CODE } as const;
    await expect(connect(options)).rejects.toMatchObject(refused);
    const batch = { ...options, names: ['a'], directory: await temporaryFolder() };
    await expect(download(batch)).rejects.toMatchObject(refused);
  });
});

describe('a server that does not know the code', () => {
  it('and asks for none is refused before anything is asked of it', async () => {
    const server = await startNativeDouble({ files: new Map([['a', sampleBytes(10)]]) });
    const { port } = server;
    await expect(connect({ port, accessCode: CODE })).rejects.toMatchObject({
      failure: { code: 'code-not-asked' },
    });
    const batch = { port, accessCode: CODE, names: ['a'], directory: await temporaryFolder() };
    await expect(download(batch)).rejects.toMatchObject({ failure: { code: 'code-not-asked' } });
    expect(server.requests.map(({ op }) => op)).toEqual(['hello', 'hello']);
  });

  it('and speaks the plain dialect only is refused, too', async () => {
    const server = await startPlainDouble(() => 'File not found');
    onTestFinished(() => server.close());
    await expect(connect({ port: server.port, accessCode: CODE })).rejects.toMatchObject({
      failure: { code: 'code-not-asked' },
    });
  });

  it.each([
    ['v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', 'code-not-proven'],
    ['e=other-error', 'code-not-proven'],
    ['', 'code-not-proven'],
  ])('and lets everybody in with %j is refused', async (final, code) => {
    const server = await startNativeDouble({
      answer: (request) => {
        if (request.op === 'hello') return HELLO_WITH_CODE;
        if (request.op !== 'auth') return undefined;
        const { scram } = request as { readonly scram?: string };
        const nonce = /^n,,n=[^,]*,r=(.*)$/.exec(scram ?? '')?.[1];
        const first = `r=${nonce ?? ''}more,s=AAAAAAAAAAAAAAAAAAAAAA==,i=4096`;
        return `${JSON.stringify({ ok: true, scram: nonce === undefined ? final : first })}\n`;
      },
    });
    await expect(connect({ port: server.port, accessCode: CODE })).rejects.toMatchObject({
      failure: { code },
    });
    expect(server.requests.map(({ op }) => op)).toEqual(['hello', 'auth', 'auth']);
  });

  it.each([1, 4095, 2_000_000_000])(
    'and asks for %i iterations gets no proof',
    async (iterations) => {
      const server = await startNativeDouble({
        answer: (request) => {
          if (request.op === 'hello') return HELLO_WITH_CODE;
          const { scram = '' } = request as { readonly scram?: string };
          const nonce = scram.slice(scram.indexOf(',r=') + 3);
          const first = `r=${nonce}more,s=AAAAAAAAAAAAAAAAAAAAAA==,i=${iterations}`;
          return `${JSON.stringify({ ok: true, scram: first })}\n`;
        },
      });
      await expect(connect({ port: server.port, accessCode: CODE })).rejects.toMatchObject({
        failure: { code: 'not-understood' },
      });
      expect(server.requests.map(({ op }) => op)).toEqual(['hello', 'auth']);
    },
  );
});

describe('what is recorded of a login', () => {
  it('holds no code, and lets nobody in a second time', async () => {
    const { port } = await serve(sharedFolder({ 'a.txt': Buffer.from('abc') }));
    const tape = await startRecorder(port);
    const remote = await connect({ port: tape.port, accessCode: CODE });
    await remote.files();
    remote.close();
    for (const secret of [CODE, CODE.replaceAll('-', '')]) {
      for (const form of [secret, Buffer.from(secret).toString('base64')]) {
        expect(tape.all().includes(form)).toBe(false);
      }
    }
    const sent = tape.toServer().toString('latin1');
    expect(sent).toContain('"op":"files"');
    const answers = await replay(port, sent);
    expect(answers).toContain('unauthorized');
    expect(answers).not.toContain('a.txt');
  });
});

const HELLO_WITH_CODE = HELLO.replace(
  '"limits"',
  '"auth":{"required":true,"scheme":"scram-sha-256"},"limits"',
);

/** Sends what a client once sent, line by line as it did, and returns all that is answered. */
async function replay(port: number, recorded: string): Promise<string> {
  const socket = createConnection(port, '127.0.0.1');
  let answers = '';
  socket.setEncoding('latin1').on('data', (text: string) => (answers += text));
  const lines = recorded.trimEnd().split('\n');
  for (const [nth, line] of lines.entries()) {
    socket.write(`${line}\n`, 'latin1');
    await expect.poll(() => answers.split('\n').length - 1).toBeGreaterThan(nth);
  }
  socket.destroy();
  return answers;
}

/** Ends the first connections after so many bytes to the client; `onCut` comes before the client notices. */
async function cuttingProxy(port: number, bytes: number, onCut?: () => Promise<void>) {
  let connections = 0;
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const isCut = (connections += 1) <= 2;
    const server = createConnection(port, '127.0.0.1');
    for (const socket of [client, server]) sockets.add(socket.on('error', () => undefined));
    client.pipe(server);
    let passed = 0;
    server.on('data', (chunk) => {
      passed += chunk.length;
      if (!isCut || passed < bytes) client.write(chunk);
      else {
        server.pause();
        void (onCut?.() ?? Promise.resolve()).then(() => {
          client.destroy();
          server.destroy();
        });
      }
    });
    server.on('close', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  return { port: (proxy.address() as AddressInfo).port, connections: () => connections };
}
