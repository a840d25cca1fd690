import { createConnection } from 'node:net';
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { OTHER_OWN_CERTIFICATE, OWN_CERTIFICATE } from '../../doubles/servers/certificates.ts';
import type { TestCertificate } from '../../doubles/servers/certificates.ts';
import { startDownloads } from '../../src/engine/client/downloads.ts';
import { connectRemote } from '../../src/engine/client/remote/remote.ts';
import type { ServerAccess } from '../../src/engine/client/server-access.ts';
import { failureOf } from '../../src/shared/failure.ts';
import { fingerprintOfKey } from '../../src/engine/tls/key-fingerprint.ts';
import { TestFolder, TestServer } from '../server/test-server.ts';
import {
  completed,
  download,
  sampleBytes,
  startNativeDouble,
  temporaryFolder,
} from './download-setup.ts';
import { startRecorder } from './recorder.ts';

const CODE = 'k7-2m-9p-xq-4d-ht';
const NAME = 'confidential-report.txt';
const CONTENT = 'Nobody else shall read this sentence. ';

function identityOf({ key, cert }: TestCertificate) {
  return { key, certificate: cert };
}

function accessFor({ cert }: TestCertificate): ServerAccess {
  const { publicKey } = new X509Certificate(cert);
  const fingerprint = fingerprintOfKey(publicKey.export({ type: 'spki', format: 'der' }));
  return { accessCode: CODE, tls: { key: { fingerprint, knownFrom: 'user' } } };
}

const ACCESS = accessFor(OWN_CERTIFICATE);

/** A server that encrypts, asks for a code, and shares {@link NAME} and fifty files of 30 KB. */
async function serve(
  options: Parameters<typeof TestServer.start>[1] = {},
): Promise<{ server: TestServer; port: number; names: readonly string[] }> {
  const folder = new TestFolder();
  folder.write(NAME, CONTENT.repeat(1000));
  const names = Array.from({ length: 50 }, (_, nth) => `f${nth}`);
  for (const name of names) folder.write(name, sampleBytes(30_000, name));
  const server = await TestServer.start(folder, {
    access: { code: CODE, allowPlain: false },
    tls: { ...identityOf(OWN_CERTIFICATE), only: false },
    ...options,
  });
  return { server, port: server.port, names };
}

describe('a server that encrypts and asks for a code', () => {
  it('sends everything to who is let in, in a thread of its own, too', async () => {
    const { port, names } = await serve();
    const remote = await connectRemote({ host: '127.0.0.1', port, ...ACCESS });
    onTestFinished(() => remote.close());
    expect((await remote.files()).files).toHaveLength(51);
    await remote.ping(10_000);
    const directory = await temporaryFolder();
    const batch = startDownloads({
      ...{ host: '127.0.0.1', port, ...ACCESS, directory },
      names: [NAME, ...names],
    });
    for (const outcome of await batch.done) expect(completed(outcome).verified).toBe('crc32');
    expect(await readFile(path.join(directory, NAME), 'utf8')).toBe(CONTENT.repeat(1000));
    expect((await readFile(path.join(directory, 'f7'))).equals(sampleBytes(30_000, 'f7'))).toBe(
      true,
    );
  });

  it('tells somebody in between neither code, nor name, nor content', async () => {
    const { port } = await serve();
    const tape = await startRecorder(port);
    const directory = await temporaryFolder();
    const { outcomes } = await download({
      ...{ port: tape.port, ...ACCESS, directory },
      names: [NAME],
    });
    completed(outcomes[0]);
    expect(tape.all().length).toBeGreaterThan(CONTENT.length * 1000);
    const secrets = [CODE, 'scram', NAME, CONTENT.trim(), 'fifolio","version', '"op"'];
    for (const secret of secrets) expect(tape.all().includes(secret)).toBe(false);
  });

  it('tells names and content without TLS, and still no code', async () => {
    const { port } = await serve();
    const tape = await startRecorder(port);
    const { accessCode } = ACCESS;
    const directory = await temporaryFolder();
    await download({ port: tape.port, accessCode, directory, names: [NAME] });
    // So it would be found if it were there.
    for (const known of [NAME, CONTENT.trim()]) expect(tape.all().includes(known)).toBe(true);
    for (const form of [CODE, Buffer.from(CODE).toString('base64')]) {
      expect(tape.all().includes(form)).toBe(false);
    }
  });

  it('answers nothing to what somebody has recorded', async () => {
    const { port } = await serve();
    const tape = await startRecorder(port);
    const remote = await connectRemote({ host: '127.0.0.1', port: tape.port, ...ACCESS });
    await remote.files();
    remote.close();
    const heard = tape.all().length - tape.toServer().length;
    const socket = createConnection(port, '127.0.0.1');
    let answered = 0;
    socket.on('data', (chunk) => (answered += chunk.length)).on('error', () => undefined);
    socket.write(tape.toServer());
    await new Promise((resolve) => socket.on('close', resolve));
    // Its side of a handshake, and the end: the list would have made it more.
    expect(answered).toBeLessThan(heard);
  });

  it.each(['auto', 'native', 'plain'] as const)(
    'with encryption only is not asked in the open: %s',
    async (dialect) => {
      const { port } = await serve({ tls: { ...identityOf(OWN_CERTIFICATE), only: true } });
      const directory = await temporaryFolder();
      const asked = download({ port, dialect, names: [NAME], directory, retryForMs: 0 });
      const errors = await asked.then(
        ({ outcomes }) => outcomes.map((outcome) => ('error' in outcome ? outcome.error.code : '')),
        (error: unknown) => [failureOf(error).code],
      );
      expect(errors).toHaveLength(1);
      // In the plain dialect there is no word for it but a reset.
      expect(errors[0]).toBe(dialect === 'plain' ? 'connection-lost' : 'refused');
    },
  );

  it('with another key from now on is refused at the next connection', async () => {
    const { server, port } = await serve();
    const first = await connectRemote({ host: '127.0.0.1', port, ...ACCESS });
    await first.list();
    await server.handle.setTlsIdentity(identityOf(OTHER_OWN_CERTIFICATE));
    await first.list();
    first.close();
    await expect(connectRemote({ host: '127.0.0.1', port, ...ACCESS })).rejects.toMatchObject({
      failure: { code: 'changed-key' },
    });
    const renewed = accessFor(OTHER_OWN_CERTIFICATE);
    const second = await connectRemote({ host: '127.0.0.1', port, ...renewed });
    await second.list();
    second.close();
  });
});

it('a download thread goes on from the session of who has looked at the server before', async () => {
  const files = new Map([['a', sampleBytes(1000)]]);
  const server = await startNativeDouble({ tls: OWN_CERTIFICATE, files });
  const { tls } = ACCESS;
  const where = { host: '127.0.0.1', port: server.port, tls };
  const remote = await connectRemote(where);
  await remote.files();
  remote.close();
  const batch = startDownloads({ ...where, names: ['a'], directory: await temporaryFolder() });
  completed((await batch.done)[0]);
  expect(server.handshakes.map(({ isResumed }) => isResumed)).toEqual([false, true]);
});
