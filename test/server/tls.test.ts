import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Duplex, PassThrough } from 'node:stream';
import { connect as connectTls, type ConnectionOptions, TLSSocket } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import { HttpClient } from '../../harness/http-client.ts';
import { checksumOf, WireClient } from '../../harness/wire-client.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';
import { newTlsIdentity, TLS_IDENTITY } from './tls-identity.ts';

const MIB = 1 << 20;
/** The alert `close_notify` and others are records of this type (RFC 8446 section 5.1). */
const ALERT = 0x15;

async function start(
  options: Parameters<typeof TestServer.start>[1] = {},
): Promise<{ server: TestServer; folder: TestFolder }> {
  const folder = new TestFolder();
  folder.write('small.txt', 'small');
  folder.write('large.bin', contentOf('large', 8 * MIB + 5));
  const server = await TestServer.start(folder, {
    tls: { ...TLS_IDENTITY, only: false },
    ...options,
  });
  return { server, folder };
}

async function encrypted(server: TestServer, options?: ConnectionOptions): Promise<WireClient> {
  const client = await WireClient.encrypted(server.port, options);
  onTestFinished(() => client.close());
  return client;
}

function tlsOf({ socket }: WireClient): TLSSocket {
  if (socket instanceof TLSSocket) return socket;
  throw new Error('not inside TLS');
}

async function rawSocket(server: TestServer): Promise<Socket> {
  const socket = connect({ port: server.port, host: '127.0.0.1', noDelay: true });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

function closeOf(socket: Socket): Promise<unknown> {
  socket.resume();
  return socket.destroyed
    ? Promise.resolve()
    : new Promise((resolve) => socket.once('close', resolve));
}

/** The first flight of a client, which goes nowhere. */
async function clientHello(): Promise<Buffer> {
  const sent = new PassThrough();
  const wire = Duplex.from({ readable: new PassThrough(), writable: sent });
  const socket = connectTls({ socket: wire, rejectUnauthorized: false });
  socket.on('error', () => undefined);
  const [hello] = (await once(sent, 'data')) as [Buffer];
  socket.destroy();
  return hello;
}

describe('TLS on the port of everything else', () => {
  it('carries every dialect, and leaves those without it as they are', async () => {
    const { server } = await start();
    const large = contentOf('large', 8 * MIB + 5);

    const native = await encrypted(server);
    const { header, body, closing } = await native.get('large.bin');
    expect(header).toMatchObject({ name: 'large.bin', size: large.length });
    expect(body.equals(large)).toBe(true);
    expect(closing).toEqual({ end: true, crc32: checksumOf(large) });

    const http = HttpClient.of(await encrypted(server));
    const whole = await http.get('/large.bin');
    expect(whole.body.equals(large)).toBe(true);
    const part = await http.get('/large.bin', { fields: [`Range: bytes=${MIB}-${5 * MIB}`] });
    expect(part.status).toBe(206);
    expect(part.body.equals(large.subarray(MIB, 5 * MIB + 1))).toBe(true);

    const plain = await encrypted(server);
    plain.send('large.bin');
    expect((await plain.readToEnd()).equals(large)).toBe(true);

    const clear = await server.connect();
    expect((await clear.get('small.txt')).body.toString()).toBe('small');
  });

  it('answers requests that are sent ahead, in their order', async () => {
    const { server } = await start();
    const client = await encrypted(server);
    const names = ['small.txt', 'large.bin', 'small.txt', 'large.bin'];
    client.ask(...names.map((name) => ({ op: 'get', name })));
    for (const name of names) {
      const { header, body } = await client.readFetched();
      expect(header['name']).toBe(name);
      expect(checksumOf(body)).toBe(
        checksumOf(name === 'small.txt' ? Buffer.from('small') : contentOf('large', 8 * MIB + 5)),
      );
    }
  });

  it('agrees on the protocols that it speaks, and does without any', async () => {
    const { server } = await start();
    const agreed = async (ALPNProtocols: string[]): Promise<string | false | null> =>
      tlsOf(await encrypted(server, { ALPNProtocols })).alpnProtocol;
    expect(await agreed(['fifolio/1'])).toBe('fifolio/1');
    expect(await agreed(['h2', 'http/1.1'])).toBe('http/1.1');
    expect(await agreed([])).toBe(false);
    await expect(agreed(['h2'])).rejects.toThrow(/alert|closed|hang up/i);
  });

  it('speaks TLS 1.2 and 1.3 with forward secrecy, and nothing else', async () => {
    const { server } = await start();
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const client = await encrypted(server, { minVersion: version, maxVersion: version });
      const socket = tlsOf(client);
      expect(socket.getProtocol()).toBe(version);
      expect(socket.getCipher().standardName).toBe(
        version === 'TLSv1.3'
          ? 'TLS_AES_128_GCM_SHA256'
          : 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
      );
    }
    const old = {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    } as const;
    await expect(encrypted(server, old)).rejects.toThrow(/version|alert|closed/i);
    const weak = {
      maxVersion: 'TLSv1.2',
      ciphers: 'ECDHE-ECDSA-AES128-SHA:AES128-GCM-SHA256',
    } as const;
    await expect(encrypted(server, weak)).rejects.toThrow(/handshake failure|alert|closed/i);
  });

  it('refuses to renegotiate, and goes on', async () => {
    const { server } = await start();
    const client = await encrypted(server, { maxVersion: 'TLSv1.2' });
    const refused = new Promise<Error | null>((resolve) => {
      tlsOf(client).renegotiate({}, resolve);
      client.socket.once('error', resolve);
    });
    expect(String(await refused)).toMatch(/renegotiation/i);
  });

  it('resumes a session on every thread', async () => {
    const { server } = await start({ threads: 2 });
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const options = { minVersion: version, maxVersion: version };
      const first = await encrypted(server, options);
      let session: Buffer | undefined = tlsOf(first).getSession();
      first.socket.on('session', (later: Buffer) => (session = later));
      await first.get('small.txt');
      await eventually(() => session).toBeDefined();
      const threads = new Set<number>();
      while (threads.size < 2) {
        const before = server.handle.status().threads;
        const next = await encrypted(server, { ...options, session: Buffer.from(session!) });
        expect(tlsOf(next).isSessionReused()).toBe(true);
        await next.get('small.txt');
        const { threads: after } = server.handle.status();
        threads.add(after.findIndex(({ requests }, at) => requests !== before[at]?.requests));
      }
    }
  });

  it('uses another identity for the next handshake, and what was encrypted before goes on', async () => {
    const { server } = await start();
    const before = await encrypted(server);
    const other = newTlsIdentity();
    await server.handle.setTlsIdentity(other);
    const certificateOf = (client: WireClient): string =>
      tlsOf(client).getPeerX509Certificate()!.toString();
    for (let round = 0; round < 4; round++) {
      expect(certificateOf(await encrypted(server))).toBe(other.certificate);
    }
    expect(certificateOf(before)).toBe(TLS_IDENTITY.certificate);
    expect((await before.get('small.txt')).body.toString()).toBe('small');

    const { certificate } = newTlsIdentity();
    await expect(
      server.handle.setTlsIdentity({ key: other.key, certificate }),
    ).rejects.toMatchObject({
      failure: {
        code: 'unusable-identity',
        detail: expect.stringContaining('key values mismatch') as string,
      },
    });
    expect(certificateOf(await encrypted(server))).toBe(other.certificate);
  });

  it('gives a thread that takes over the identity of now', async () => {
    const { server } = await start({ threads: 1 });
    const other = newTlsIdentity();
    await server.handle.setTlsIdentity(other);
    await server.threads[0]!.terminate();
    await eventually(() => server.eventsOf('workerStarted').length).toBeGreaterThan(0);
    await eventually(async () => {
      const client = await encrypted(server).catch(() => undefined);
      return client && tlsOf(client).getPeerX509Certificate()?.toString();
    }).toBe(other.certificate);
  });

  it('is told in the log, the list of transfers and to sessions', async () => {
    const { server } = await start();
    const client = await encrypted(server);
    await client.get('small.txt');
    await eventually(() => server.eventsOf('requestCompleted')).toMatchObject([
      { encrypted: true, name: 'small.txt' },
    ]);
    client.ask({ op: 'get', name: 'large.bin' });
    await client.readJson();
    await eventually(() => server.handle.transfers()).toMatchObject([{ encrypted: true }]);
    const { transfers } = await (await server.connect()).askFor({ op: 'stats' });
    expect(transfers).toMatchObject([{ encrypted: true, name: 'large.bin' }]);
    client.close();
    await eventually(() => server.eventsOf('connectionClosed')).toMatchObject([
      { encrypted: true },
    ]);
  });

  it('cuts a client that it is told to cut, so that it notices', async () => {
    const { server } = await start();
    const client = await encrypted(server);
    client.ask({ op: 'get', name: 'large.bin' });
    await client.readJson();
    await eventually(() => server.eventsOf('connectionOpened')).toHaveLength(1);
    const [opened] = server.eventsOf('connectionOpened');
    expect(await server.handle.disconnect(opened!.connection)).toBe(true);
    await client.readUntilCut();
    expect(client.failure).toMatchObject({ code: 'ECONNRESET' });
    await eventually(() => server.handle.status().counters.connectionsOpen).toBe(0);
  });
});

describe('what is not TLS, or not to be', () => {
  it('a hello that stops anywhere is waited for as long as a request, and no longer', async () => {
    const { server } = await start({ limits: { requestTimeoutMs: 2500 } });
    const hello = await clientHello();
    const cuts = Array.from({ length: hello.length - 1 }, (_, at) => at + 1).filter(
      (at) => at < 60 || at % 37 === 0,
    );
    await Promise.all(
      cuts.map(async (cut) => {
        const socket = await rawSocket(server);
        socket.write(hello.subarray(0, cut));
        await closeOf(socket);
      }),
    );
    await eventually(() => server.handle.status().counters.connectionsOpen).toBe(0);
    expect(server.handle.status().counters.connectionsAccepted).toBe(cuts.length);
    await eventually(() => server.eventsOf('connectionClosed').length).toBeGreaterThan(10);
    expect(server.eventsOf('connectionClosed').every(({ reason }) => reason === 'timed-out')).toBe(
      true,
    );
    expect((await (await encrypted(server)).get('small.txt')).body.toString()).toBe('small');
  });

  it('a handshake that arrives byte by byte is one', async () => {
    const { server } = await start();
    const below = await rawSocket(server);
    const drip = new Duplex({
      read: () => undefined,
      write(chunk: Buffer, _encoding, done) {
        for (const byte of chunk) below.write(Buffer.of(byte));
        below.write('', done);
      },
      final: (done) => void below.end(done),
    });
    below.on('data', (chunk: Buffer) => drip.push(chunk));
    const socket = connectTls({ socket: drip, rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    socket.write('{"op":"get","name":"small.txt"}\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('"name":"small.txt"');
  });

  it('garbage after the first byte ends its connection, with an alert where it looked like a record', async () => {
    const { server } = await start();
    const answerTo = async (garbage: string): Promise<Buffer> => {
      const socket = await rawSocket(server);
      const received: Buffer[] = [];
      socket.on('data', (chunk: Buffer) => received.push(chunk));
      const closed = closeOf(socket);
      socket.end(Buffer.from(garbage, 'latin1'));
      await closed;
      return Buffer.concat(received);
    };
    for (const garbage of ['', '\x03', 'GET / HTTP/1.1\r\n\r\n', 'x'.repeat(9000)]) {
      expect(await answerTo(`\x16${garbage}`)).toHaveLength(0);
    }
    expect((await answerTo('\x16\x03\x01\x00\x05HELLO'))[0]).toBe(ALERT);
    await eventually(() => server.handle.status().counters.connectionsOpen).toBe(0);
  });

  it('a record that was changed on its way ends the connection', async () => {
    const { server } = await start();
    const below = await rawSocket(server);
    const socket = connectTls({ socket: below, rejectUnauthorized: false });
    socket.on('error', () => undefined);
    await once(socket, 'secureConnect');
    const closed = once(below, 'close');
    below.write(Buffer.from(`\x17\x03\x03\x00\x20${'x'.repeat(32)}`, 'latin1'));
    await closed;
    await eventually(() => server.eventsOf('connectionClosed')).toMatchObject([
      { reason: 'failed' },
    ]);
  });

  it('TLS within TLS is cut', async () => {
    const { server } = await start();
    const client = await encrypted(server);
    client.send(await clientHello());
    expect(await client.readUntilCut()).toHaveLength(0);
    await eventually(() => server.handle.status().counters.connectionsOpen).toBe(0);
  });

  it('a server that does not encrypt takes it for a name, as ever', async () => {
    const folder = new TestFolder();
    const server = await TestServer.start(folder, { tls: undefined } as never);
    const client = await WireClient.connect(server.port);
    onTestFinished(() => client.close());
    client.send(await clientHello());
    client.endInput();
    expect((await client.readToEnd()).toString()).toBe('File not found');
    await expect(server.handle.setTlsIdentity(TLS_IDENTITY)).rejects.toThrow('without encryption');
  });
});

describe('limits', () => {
  it('a client beyond them is told so inside of TLS, in its dialect', async () => {
    const { server } = await start({ limits: { maxConnections: 1 } });
    const first = await encrypted(server);
    await first.askFor({ op: 'hello' });
    const native = await encrypted(server);
    expect(await native.askFor({ op: 'hello' })).toMatchObject({ ok: false, error: 'busy' });
    const http = HttpClient.of(await encrypted(server));
    expect(await http.get('/')).toMatchObject({ status: 503 });
    const plain = await encrypted(server);
    plain.send('small.txt');
    await plain.readUntilCut();
    expect(plain.failure).toMatchObject({ code: 'ECONNRESET' });
    expect(server.handle.status().counters).toMatchObject({
      connectionsOpen: 1,
      connectionsRefused: 3,
    });
    first.close();
    await eventually(() => server.handle.status().counters.connectionsOpen).toBe(0);
    expect(await (await encrypted(server)).askFor({ op: 'hello' })).toMatchObject({ ok: true });
  });

  it('a client that encrypts and says nothing does not keep its place', async () => {
    const { server } = await start({ limits: { requestTimeoutMs: 300 } });
    const client = await encrypted(server);
    await client.readUntilCut();
    await eventually(() => server.eventsOf('connectionClosed')).toMatchObject([
      { reason: 'timed-out' },
    ]);
  });
});

describe('a server that takes encrypted connections only', () => {
  it('refuses others in their dialect, and serves those that encrypt', async () => {
    const { server } = await start({ tls: { ...TLS_IDENTITY, only: true } });
    const clear = async (): Promise<WireClient> => {
      const client = await WireClient.connect(server.port);
      onTestFinished(() => client.close());
      return client;
    };
    const native = await clear();
    expect(await native.askFor({ op: 'get', name: 'small.txt' })).toMatchObject({
      ok: false,
      error: 'forbidden',
      message: expect.stringContaining('--tls') as unknown,
    });
    expect(await native.readToEnd()).toHaveLength(0);

    const plain = await clear();
    plain.send('small.txt');
    await plain.readUntilCut();
    expect(plain.failure).toMatchObject({ code: 'ECONNRESET' });

    const browser = HttpClient.of(await clear());
    const moved = await browser.get('/a%20b/?q=%C3%A4', { fields: ['Host: localhost:8080'] });
    expect(moved.status).toBe(308);
    expect(moved.fields.get('location')).toBe('https://localhost:8080/a%20b/?q=%C3%A4');
    expect(moved.fields.get('connection')).toBe('close');
    const stranger = HttpClient.of(await clear());
    const refused = await stranger.get('/', { fields: ['Host: evil.example'] });
    expect(refused.status).toBe(403);
    expect(refused.fields.has('location')).toBe(false);

    expect((await (await encrypted(server)).get('small.txt')).body.toString()).toBe('small');
    expect(await HttpClient.of(await encrypted(server)).get('/small.txt')).toMatchObject({
      status: 200,
    });
  });
});
