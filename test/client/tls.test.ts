import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { X509Certificate } from 'node:crypto';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  AUTHORITY,
  CERTIFICATE_OF_ELSEWHERE,
  EXPIRED_CERTIFICATE,
  OTHER_OWN_CERTIFICATE,
  OWN_CERTIFICATE,
  SIGNED_CERTIFICATE,
  type TestCertificate,
} from '../../doubles/servers/certificates.ts';
import type { NativeDouble, NativeDoubleOptions } from '../../doubles/servers/native-double.ts';
import { connectRemote } from '../../src/engine/client/remote/remote.ts';
import type { ConnectOptions, Remote } from '../../src/engine/client/remote/remote.ts';
import type { ExpectedKey } from '../../src/engine/client/server-access.ts';
import { parseExpectedKey } from '../../src/engine/client/tls/expected-key.ts';
import { fingerprintOfKey, fingerprintWords } from '../../src/engine/tls/key-fingerprint.ts';
import {
  completed,
  download,
  impatientEnvironment,
  sampleBytes,
  startNativeDouble,
  temporaryFolder,
} from './download-setup.ts';

function fingerprintOf({ cert }: TestCertificate): string {
  const { publicKey } = new X509Certificate(cert);
  return fingerprintOfKey(publicKey.export({ type: 'spki', format: 'der' }));
}

function keyOf(certificate: TestCertificate, knownFrom: ExpectedKey['knownFrom']): ExpectedKey {
  return { fingerprint: fingerprintOf(certificate), knownFrom };
}

const OWN = keyOf(OWN_CERTIFICATE, 'trust-list');
const OTHER = keyOf(OTHER_OWN_CERTIFICATE, 'trust-list');

function serve(tls: TestCertificate, options: NativeDoubleOptions = {}): Promise<NativeDouble> {
  return startNativeDouble({ tls, ...options });
}

async function connect(options: Partial<ConnectOptions> & { port: number }): Promise<Remote> {
  const remote = await connectRemote({ host: '127.0.0.1', ...options });
  onTestFinished(() => remote.close());
  return remote;
}

describe('the key of a server', () => {
  it('that is expected is accepted, and everything is asked through it', async () => {
    const server = await serve(OWN_CERTIFICATE, { files: new Map([['a', Buffer.from('abc')]]) });
    const remote = await connect({ port: server.port, tls: { key: OWN } });
    expect((await remote.files()).files.map(({ name }) => name)).toEqual(['a']);
    await remote.ping(10_000);
    expect(server.handshakes).toHaveLength(1);
  });

  it('that nobody vouches for is refused with its fingerprint, and nothing is asked', async () => {
    const server = await serve(OWN_CERTIFICATE);
    await expect(connect({ port: server.port, tls: {} })).rejects.toMatchObject({
      failure: {
        code: 'unknown-key',
        address: `127.0.0.1:${server.port}`,
        fingerprint: OWN.fingerprint,
      },
    });
    expect(server.requests).toEqual([]);
  });

  it.each(['user', 'trust-list'] as const)(
    'that is another than the one known from %s is refused with both, and nothing is asked',
    async (knownFrom) => {
      const server = await serve(OTHER_OWN_CERTIFICATE);
      const key = { ...OWN, knownFrom };
      await expect(connect({ port: server.port, tls: { key } })).rejects.toMatchObject({
        failure: {
          code: 'changed-key',
          fingerprint: OTHER.fingerprint,
          expected: OWN.fingerprint,
          knownFrom,
        },
      });
      expect(server.requests).toEqual([]);
    },
  );

  it('stays known in a renewed certificate, and in one that is over', async () => {
    const server = await serve(EXPIRED_CERTIFICATE);
    await expect(connect({ port: server.port, tls: { key: OWN } })).resolves.toBeDefined();
  });

  it('can be told in its twelve words', async () => {
    const server = await serve(OWN_CERTIFICATE);
    const words = await fingerprintWords(OWN.fingerprint);
    const fingerprint = (await parseExpectedKey(words))!;
    const key: ExpectedKey = { fingerprint, knownFrom: 'user' };
    await expect(connect({ port: server.port, tls: { key } })).resolves.toBeDefined();
    const others = await serve(OTHER_OWN_CERTIFICATE);
    await expect(connect({ port: others.port, tls: { key } })).rejects.toMatchObject({
      failure: { code: 'changed-key' },
    });
  });

  it('is not compared with the empty text, which every fingerprint begins with', async () => {
    const server = await serve(OWN_CERTIFICATE);
    const key: ExpectedKey = { fingerprint: '', knownFrom: 'user' };
    await expect(connect({ port: server.port, tls: { key } })).rejects.toMatchObject({
      failure: { code: 'changed-key' },
    });
  });
});

describe('a certificate of a known authority', () => {
  function trustAuthority(): void {
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, AUTHORITY]);
    onTestFinished(() => setDefaultCACertificates(before));
  }

  it.each(['127.0.0.1', 'localhost'])('is accepted for the host it is for, %s', async (host) => {
    trustAuthority();
    const server = await serve(SIGNED_CERTIFICATE);
    await expect(connect({ host, port: server.port, tls: {} })).resolves.toBeDefined();
  });

  it('is refused for another host', async () => {
    trustAuthority();
    const server = await serve(CERTIFICATE_OF_ELSEWHERE);
    await expect(connect({ port: server.port, tls: {} })).rejects.toMatchObject({
      failure: { code: 'unknown-key' },
    });
  });

  it('is refused for another host also where its session is resumed', async () => {
    trustAuthority();
    const server = await serve(CERTIFICATE_OF_ELSEWHERE);
    const key = keyOf(CERTIFICATE_OF_ELSEWHERE, 'user');
    const { port } = server;
    for (const isResumed of [false, true]) {
      await (await connect({ port, tls: { key } })).ping(10_000);
      expect(server.handshakes.at(-1)?.isResumed).toBe(isResumed);
    }
    await expect(connect({ port, tls: {} })).rejects.toMatchObject({
      failure: { code: 'unknown-key' },
    });
  });

  it('takes no place of a key that was met before', async () => {
    trustAuthority();
    const server = await serve(SIGNED_CERTIFICATE);
    await expect(connect({ port: server.port, tls: { key: OWN } })).rejects.toMatchObject({
      failure: { code: 'changed-key' },
    });
  });

  it('is refused without the authority', async () => {
    const server = await serve(SIGNED_CERTIFICATE);
    await expect(connect({ port: server.port, tls: {} })).rejects.toMatchObject({
      failure: { code: 'unknown-key' },
    });
  });
});

describe('a second connection', () => {
  it('costs no full handshake, and its key is judged again', async () => {
    const server = await serve(OWN_CERTIFICATE);
    const { port } = server;
    await (await connect({ port, tls: { key: OWN } })).ping(10_000);
    await (await connect({ port, tls: { key: OWN } })).ping(10_000);
    await expect
      .poll(() => server.handshakes.map(({ isResumed }) => isResumed))
      .toEqual([false, true]);
    await expect(connect({ port, tls: { key: OTHER } })).rejects.toMatchObject({
      failure: { code: 'changed-key', fingerprint: OWN.fingerprint },
    });
    await expect(connect({ port, tls: {} })).rejects.toMatchObject({
      failure: { code: 'unknown-key', fingerprint: OWN.fingerprint },
    });
  });

  it('is a full one where another server is there now, whose key is refused', async () => {
    const first = await serve(OWN_CERTIFICATE);
    const { port } = first;
    await (await connect({ port, tls: { key: OWN } })).ping(10_000);
    await first.close();
    const second = await new (first.constructor as typeof NativeDouble)({
      tls: OTHER_OWN_CERTIFICATE,
    }).listen(port);
    onTestFinished(() => second.close());
    await expect(connect({ port, tls: { key: OWN } })).rejects.toMatchObject({
      failure: { code: 'changed-key', fingerprint: OTHER.fingerprint },
    });
    expect(second.requests).toEqual([]);
  });
});

describe('the name in a handshake', () => {
  it('is that of the host, and none for an address', async () => {
    const server = await serve(OWN_CERTIFICATE);
    const { port } = server;
    await connect({ host: 'localhost', port, tls: { key: OWN } });
    await connect({ host: '127.0.0.1', port, tls: { key: OWN } });
    await expect
      .poll(() => server.handshakes.map(({ name }) => name))
      .toEqual(['localhost', false]);
  });
});

describe('where there is no TLS', () => {
  it.each(['auto', 'native', 'plain'] as const)(
    'nothing is asked in the open: %s',
    async (dialect) => {
      const seen = await recordFirstBytes('File not found');
      await expect(connect({ port: seen.port, dialect, tls: { key: OWN } })).rejects.toMatchObject({
        failure: { code: 'not-encrypting' },
      });
      // A handshake's record, and nothing but one.
      expect(seen.received()[0]).toBe(0x16);
      expect(seen.received().includes('"op"')).toBe(false);
    },
  );

  it('a silent server is waited for no longer than for a connection', async () => {
    const silent = await recordFirstBytes(undefined);
    await expect(
      connect({ port: silent.port, tls: { key: OWN }, connectTimeoutMs: 50 }),
    ).rejects.toMatchObject({ failure: { code: 'handshake-timed-out', timeoutMs: 50 } });
  });

  it('an abort ends the handshake', async () => {
    const silent = await recordFirstBytes(undefined);
    const abort = new AbortController();
    const attempt = connect({ port: silent.port, tls: { key: OWN }, signal: abort.signal });
    await expect.poll(() => silent.received().length).toBeGreaterThan(0);
    abort.abort();
    await expect(attempt).rejects.toMatchObject({ failure: { code: 'canceled' } });
  });
});

it('a silence inside of TLS ends a request as it does outside', async () => {
  const server = await serve(OWN_CERTIFICATE, { stallAt: ({ op }) => op === 'files' });
  const remote = await connect({ port: server.port, tls: { key: OWN }, idleTimeoutMs: 200 });
  await expect(remote.files()).rejects.toMatchObject({
    failure: { code: 'silent', timeoutMs: 200 },
  });
});

describe('a download', () => {
  it('resumes and pipelines under TLS as without it, over cut connections', async () => {
    const files = new Map(
      Array.from({ length: 60 }, (_, nth) => [`f${nth}`, sampleBytes(40_000 + nth, `f${nth}`)]),
    );
    files.set('large', sampleBytes(3_000_000));
    const server = await serve(OWN_CERTIFICATE, {
      files,
      cutAfter: (connection) => (connection < 3 ? 900_000 : undefined),
    });
    const { outcomes } = await download({
      port: server.port,
      tls: { key: OWN },
      names: [...files.keys()],
      directory: await temporaryFolder(),
      sha256: true,
    });
    for (const outcome of outcomes) expect(completed(outcome).verified).toMatch(/^crc32/);
    expect(server.handshakes.length).toBeGreaterThan(3);
    expect(server.handshakes.slice(1).every(({ isResumed }) => isResumed)).toBe(true);
  });

  it('does not try a changed key again when it reconnects', async () => {
    const files = new Map([['a', sampleBytes(500_000)]]);
    const first = await serve(OWN_CERTIFICATE, { files, cutAfter: () => 200_000 });
    const { port } = first;
    const environment = impatientEnvironment({
      sleep: async () => {
        // While the client waits, somebody else takes the address.
        await first.close();
        impostor = await new (first.constructor as typeof NativeDouble)({
          tls: OTHER_OWN_CERTIFICATE,
          files,
        }).listen(port);
      },
    });
    let impostor: NativeDouble | undefined;
    onTestFinished(() => impostor?.close());
    const names = ['a', 'b', 'c'];
    const directory = await temporaryFolder();
    const { outcomes, events } = await download(
      { port, tls: { key: OWN }, names, directory },
      environment,
    );
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({
        error: { code: 'changed-key', fingerprint: OTHER.fingerprint },
      });
    }
    expect(impostor?.requests).toEqual([]);
    expect(impostor?.handshakes.length).toBeLessThanOrEqual(1);
    expect(events.filter(({ type }) => type === 'reconnectionRetried')).toEqual([]);
  });

  it('in the plain dialect has its key checked before the first name is sent', async () => {
    const server = await serve(OWN_CERTIFICATE);
    const directory = await temporaryFolder();
    const options = { port: server.port, dialect: 'plain', names: ['a', 'b'], directory } as const;
    await expect(download({ ...options, tls: {} })).rejects.toMatchObject({
      failure: { code: 'unknown-key' },
    });
    expect(server.requests).toEqual([]);
  });
});

/** A server that answers every connection with the same, or not at all. */
async function recordFirstBytes(answer: string | undefined) {
  const chunks: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (answer !== undefined) socket.end(answer);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, received: () => Buffer.concat(chunks) };
}
