import { chmod, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  OTHER_OWN_CERTIFICATE,
  OWN_CERTIFICATE,
  type TestCertificate,
} from '../../doubles/servers/certificates.ts';
import { NativeDouble } from '../../doubles/servers/native-double.ts';
import { startServer } from '../../src/engine/server/supervisor/start-server.ts';
import { fingerprintOfKey, fingerprintWords } from '../../src/engine/tls/key-fingerprint.ts';
import { startCli, temporaryFolder } from './run-cli.ts';
import { runInProcess } from './run-in-process.ts';
import { missingTerminal, runInTerminal } from './run-in-terminal.ts';

const CODE = 'k7-2m-9p-xq-4d-ht';
const FINGERPRINT = fingerprintOf(OWN_CERTIFICATE);
const OTHER_FINGERPRINT = fingerprintOf(OTHER_OWN_CERTIFICATE);

function fingerprintOf({ cert }: TestCertificate): string {
  const { publicKey } = new X509Certificate(cert);
  return fingerprintOfKey(publicKey.export({ type: 'spki', format: 'der' }));
}

/** A server with a code and the file `a.txt`; its `HOST:PORT`. */
async function serveWithCode(): Promise<string> {
  const shared = await temporaryFolder();
  await writeFile(path.join(shared, 'a.txt'), 'abc');
  const server = await startServer({
    directory: shared,
    ports: [{ port: 0, host: '127.0.0.1' }],
    threads: 1,
    access: { code: CODE, allowPlain: false },
  });
  onTestFinished(() => server.stop({ graceMs: 0 }));
  return `127.0.0.1:${server.status().ports[0]!.port}`;
}

/** An encrypting server with the file `a.txt`. */
async function serveWithTls(tls = OWN_CERTIFICATE, port = 0): Promise<NativeDouble> {
  const files = new Map([['a.txt', Buffer.from('abc')]]);
  const server = await new NativeDouble({ tls, files }).listen(port);
  onTestFinished(() => server.close());
  return server;
}

interface Home {
  readonly environment: NodeJS.ProcessEnv;
  readonly trustList: string;
}

async function makeHome(): Promise<Home> {
  const folder = await temporaryFolder();
  return {
    environment: { XDG_CONFIG_HOME: folder, HOME: folder, APPDATA: folder },
    trustList: path.join(folder, 'fifolio', 'trusted-servers.json'),
  };
}

describe('an access code', () => {
  it.each<[how: string, give: (home: string) => Promise<[string[], NodeJS.ProcessEnv]>]>([
    ['as an option', () => Promise.resolve([['--access-code', CODE], {}])],
    ['in the environment', () => Promise.resolve([[], { FIFOLIO_ACCESS_CODE: CODE }])],
    [
      'in a file',
      async (home) => {
        const file = path.join(home, 'code');
        await writeFile(file, `${CODE}\n`, { mode: 0o600 });
        return [['--access-code-file', file], {}];
      },
    ],
  ])('can be given %s', async (_, give) => {
    const address = await serveWithCode();
    const { environment } = await makeHome();
    const [options, more] = await give(environment['HOME']!);
    const given = { environment: { ...environment, ...more } };
    const listed = await runInProcess(['fifolio', 'files', address, ...options], given);
    expect(listed.stderr).toBe('');
    expect(listed.stdout).toMatch(/^a\.txt\t3\t/);
    const to = path.join(environment['HOME']!, 'got');
    const words = ['fifolio', 'get', address, 'a.txt', '--to', to, ...options];
    expect(await runInProcess(words, given)).toMatchObject({ code: 0, stderr: '' });
    expect(await readFile(path.join(to, 'a.txt'), 'utf8')).toBe('abc');
  });

  it('can be given in a link, percent-encoded', async () => {
    const address = await serveWithCode();
    const link = `fifolio://${address}/#code=%6b7-2m-9p-xq-4d-ht`;
    const { environment } = await makeHome();
    const { code, stdout, stderr } = await runInProcess(['fifolio', 'files', link, '--json'], {
      environment,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ address });
    expect(stdout).not.toContain(CODE);
  });

  it.each(['files', 'list', 'stats', 'watch', 'get'])(
    'that is missing ends %s with 1, and says how to give it',
    async (command) => {
      const address = await serveWithCode();
      const { environment } = await makeHome();
      const words = ['fifolio', command, address, ...(command === 'get' ? ['a.txt'] : [])];
      const { code, stdout, stderr } = await runInProcess(words, { environment });
      expect(stderr).toBe(
        `fifolio: error: ${address} asks for an access code. Ask whoever runs it for the code. Give it with --access-code-file FILE, FIFOLIO_ACCESS_CODE or --access-code CODE.\n`,
      );
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    },
  );

  it('that is wrong ends with 1, and is in no message', async () => {
    const address = await serveWithCode();
    const { environment } = await makeHome();
    const link = `fifolio://${address}/#code=${encodeURIComponent('a bad guess')}`;
    for (const words of [[address, '--access-code', 'a bad guess'], [link]]) {
      const { code, stderr } = await runInProcess(['fifolio', 'files', ...words], { environment });
      expect(stderr).toMatch(/does not let you in: That is not the access code/);
      expect(stderr).not.toMatch(/a(?:%20| )bad/);
      expect(code).toBe(1);
    }
  });

  it.each([
    ['fifolio://a/#code=s3cret-s3cret', 'lacks the port'],
    ['fifolio://a:99999/#code=s3cret-s3cret', 'is not a number'],
    ['fifolio://u:s3cret-s3cret@a:1/', 'user name or password'],
    ['fifolio://a:1/#code=s3cret-s3cret&code=2', 'gives its code twice'],
    ['fifolio://a:1/#code=s3cret-s3cret%', 'percent signs'],
    ['a:1/#code=s3cret-s3cret', 'understood only in a link'],
    ['http://a:1/#code=s3cret-s3cret', 'link that begins with fifolio://'],
  ])('in a link that is wrong is in no message: %s', async (link, problem) => {
    const { environment } = await makeHome();
    const { code, stderr } = await runInProcess(['fifolio', 'files', link], { environment });
    expect(code).toBe(2);
    expect(stderr).toContain(problem);
    expect(stderr).not.toContain('s3cret');
  });

  it.skipIf(process.platform === 'win32')('in a file that others can read is refused', async () => {
    const file = path.join(await temporaryFolder(), 'code');
    await writeFile(file, CODE);
    await chmod(file, 0o644);
    const { code, stderr } = await runInProcess([
      ...['fifolio', 'files', '127.0.0.1:1', '--access-code-file', file],
    ]);
    expect(stderr).toContain('chmod 600');
    expect(stderr).not.toContain(CODE);
    expect(code).toBe(4);
  });
});

describe('a server that encrypts', () => {
  it('is not trusted without a terminal, which tells its fingerprint and the option', async () => {
    const { port, requests } = await serveWithTls();
    const { environment, trustList } = await makeHome();
    const words = ['fifolio', 'files', `127.0.0.1:${port}`, '--tls'];
    const { code, stderr } = await runInProcess(words, { environment });
    expect(code).toBe(1);
    expect(stderr).toContain(await fingerprintWords(FINGERPRINT));
    expect(stderr).toContain(`--fingerprint ${FINGERPRINT} `);
    expect(requests).toEqual([]);
    await expect(stat(trustList)).rejects.toThrow('ENOENT');

    const trusting = await runInProcess([...words, '--fingerprint', FINGERPRINT], { environment });
    expect(trusting).toMatchObject({ code: 0, stderr: '' });
    // It was for this time only.
    await expect(stat(trustList)).rejects.toThrow('ENOENT');
  });

  it.each([
    ['hex digits', () => Buffer.from(FINGERPRINT, 'base64url').toString('hex')],
    ['words', () => fingerprintWords(FINGERPRINT)],
  ])('is known by a fingerprint in %s, without --tls', async (_, write) => {
    const { port } = await serveWithTls();
    const { environment } = await makeHome();
    const words = ['fifolio', 'files', `127.0.0.1:${port}`, '--fingerprint', await write()];
    expect(await runInProcess(words, { environment })).toMatchObject({ code: 0, stderr: '' });
  });

  it('is known by a link from then on, and forgotten by trust remove', async () => {
    const { port } = await serveWithTls();
    const { environment, trustList } = await makeHome();
    const run = (...words: string[]) => runInProcess(['fifolio', ...words], { environment });
    const address = `127.0.0.1:${port}`;
    expect(await run('files', `fifolio://${address}/#key=${FINGERPRINT}`)).toMatchObject({
      code: 0,
    });
    expect((await stat(trustList)).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
    for (const server of [`https://${address}/any/page?x`, `fifolio://${address}`]) {
      expect(await run('files', server, '--tls')).toMatchObject({ code: 0, stderr: '' });
    }
    expect((await run('trust', 'list')).stdout.split('\t').slice(0, 2)).toEqual([
      address,
      FINGERPRINT,
    ]);
    expect(JSON.parse((await run('trust', 'list', '--json')).stdout)).toMatchObject([
      { address, fingerprint: FINGERPRINT, words: await fingerprintWords(FINGERPRINT) },
    ]);
    expect(await run('trust', 'remove', address)).toMatchObject({ code: 0 });
    expect(await run('trust', 'remove', address)).toMatchObject({ code: 1 });
    expect((await run('files', address, '--tls')).code).toBe(1);
  });

  it.runIf(process.platform === 'linux')(
    'is trusted this time only where the list cannot be kept, and nothing is left half written',
    async () => {
      const { port } = await serveWithTls();
      const { environment, trustList } = await makeHome();
      const link = `fifolio://127.0.0.1:${port}/#key=${FINGERPRINT}`;
      const cli = startCli(['fifolio', 'files', link], {
        environment,
        // No file may grow beyond nothing, as on a full disk.
        before: ['sh', '-c', 'ulimit -f 0; exec "$@"', 'sh'],
      });
      const { code, stdout, stderr } = await cli.ended;
      expect(stderr).toContain('the key is trusted this time only');
      expect(stderr).toContain(`${trustList}, cannot be written`);
      expect(stdout).toContain('a.txt');
      expect(code).toBe(0);
      expect(await readdir(path.dirname(trustList))).toEqual([]);
    },
  );

  it('with another key than before is refused loudly, whatever its link says', async () => {
    const first = await serveWithTls();
    const { port } = first;
    const { environment } = await makeHome();
    const run = (...words: string[]) => runInProcess(['fifolio', ...words], { environment });
    const address = `127.0.0.1:${port}`;
    await run('files', `fifolio://${address}/#key=${FINGERPRINT}`);
    await first.close();
    const second = await serveWithTls(OTHER_OWN_CERTIFICATE, port);

    const changed = await run('get', address, 'a.txt', '--tls');
    expect(changed.code).toBe(1);
    expect(changed.stderr).toContain('another computer is answering in its place');
    expect(changed.stderr).toContain(await fingerprintWords(FINGERPRINT));
    expect(changed.stderr).toContain(await fingerprintWords(OTHER_FINGERPRINT));
    expect(changed.stderr).toContain(`fifolio trust remove ${address}`);

    const linked = await run('files', `fifolio://${address}/#key=${OTHER_FINGERPRINT}`);
    expect(linked.code).toBe(1);
    expect(linked.stderr).toContain('The link has another key');
    expect(second.requests).toEqual([]);

    await run('trust', 'remove', address);
    const again = await run('files', `fifolio://${address}/#key=${OTHER_FINGERPRINT}`);
    expect(again).toMatchObject({ code: 0, stderr: '' });
  });

  it('with another key in the middle of a download is refused once, whatever the number of files', async () => {
    const names = Array.from({ length: 20 }, (_, nth) => `f${nth}`);
    const files = new Map(names.map((name) => [name, Buffer.alloc(50_000, name)]));
    let second: NativeDouble | undefined;
    const first = new NativeDouble({
      ...{ tls: OWN_CERTIFICATE, files },
      cutAfter: () => 300_000,
      answer: ({ op }) => {
        // Whoever comes next finds another server under the address.
        if (op === 'get' && second === undefined) {
          second = new NativeDouble({ tls: OTHER_OWN_CERTIFICATE, files });
          const { port } = first;
          first.stopListening();
          void second.listen(port);
        }
        return undefined;
      },
    });
    await first.listen();
    onTestFinished(async () => {
      await first.close();
      await second?.close();
    });
    const { environment } = await makeHome();
    const address = `127.0.0.1:${first.port}`;
    const words = ['get', address, ...names, '--fingerprint', FINGERPRINT];
    const to = ['--to', environment['HOME']!];
    const { code, stderr } = await runInProcess(['fifolio', ...words, ...to], { environment });
    expect(code).toBe(1);
    expect(stderr.match(/error:/g)).toHaveLength(1);
    expect(stderr).toContain(OTHER_FINGERPRINT);
    expect(second?.requests).toEqual([]);
  });

  it('is not met where the list of trusted servers is damaged, and the list stays as it is', async () => {
    const { port, requests } = await serveWithTls();
    const { environment, trustList } = await makeHome();
    await mkdir(path.dirname(trustList), { recursive: true });
    await writeFile(trustList, '{"format":1,"servers":[{"addr');
    const link = `fifolio://127.0.0.1:${port}/#key=${FINGERPRINT}`;
    for (const words of [
      ['files', link],
      ['trust', 'list'],
      ['trust', 'remove', 'a:1'],
    ]) {
      const { code, stderr } = await runInProcess(['fifolio', ...words], { environment });
      expect(code).toBe(4);
      expect(stderr).toContain(`${trustList}, cannot be understood`);
    }
    expect(await readFile(trustList, 'utf8')).toBe('{"format":1,"servers":[{"addr');
    expect(requests).toEqual([]);
  });

  it('is not asked in the open where it does not encrypt after all', async () => {
    const received: Buffer[] = [];
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        received.push(chunk);
        socket.end('File not found');
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
    });
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { environment } = await makeHome();
    for (const words of [[`https://${address}/`], [address, '--tls']]) {
      const listed = await runInProcess(['fifolio', 'files', ...words], { environment });
      expect(listed.stderr).toContain('does not encrypt');
      expect(listed.code).toBe(1);
    }
    expect(Buffer.concat(received).includes('"op"')).toBe(false);
  });
});

const missing = missingTerminal();

describe.skipIf(missing !== undefined)(
  `on a terminal${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    it('asks for the code without showing it, again after a wrong one', async () => {
      const address = await serveWithCode();
      const { environment } = await makeHome();
      const program = runInTerminal(['fifolio', 'files', address], environment);
      await program.waitFor(`Access code for ${address} (not shown): `);
      program.type('a bad guess\r');
      await program.waitFor('is not the access code');
      await program.waitFor('(not shown): ');
      program.type(`${CODE}x\u007f\r`);
      const { code, shown } = await program.ended;
      expect(shown).toContain('a.txt');
      expect(shown).not.toMatch(/a bad|k7/);
      expect(code).toBe(0);
    });

    it.each([
      ['Ctrl-C', '\u0003', 130],
      ['Ctrl-D', '\u0004', 1],
      ['nothing', '\r', 1],
    ])('takes %s for no code', async (_, keys, expected) => {
      const address = await serveWithCode();
      const { environment } = await makeHome();
      const words = ['fifolio', 'get', address, 'a.txt', '--to', environment['HOME']!];
      const program = runInTerminal(words, environment);
      await program.waitFor('(not shown): ');
      program.type(keys);
      expect((await program.ended).code).toBe(expected);
    });

    it('does not ask who has given a wrong one', async () => {
      const address = await serveWithCode();
      const { environment } = await makeHome();
      const words = ['fifolio', 'files', address, '--access-code', 'a bad guess'];
      const { code, shown } = await runInTerminal(words, environment).ended;
      expect(shown).not.toContain('(not shown)');
      expect(code).toBe(1);
    });

    it('shows the fingerprint of a server at the first meeting, and remembers the answer', async () => {
      const { port } = await serveWithTls();
      const { environment } = await makeHome();
      const words = ['fifolio', 'get', `127.0.0.1:${port}`, 'a.txt', '--tls'];
      const to = ['--to', environment['HOME']!, '--if-exists', 'replace'];

      const no = runInTerminal([...words, ...to], environment);
      await no.waitFor(await fingerprintWords(FINGERPRINT));
      await no.waitFor('(yes/no) ');
      no.type('no\r');
      expect((await no.ended).code).toBe(1);

      const yes = runInTerminal([...words, ...to], environment);
      await yes.waitFor('(yes/no) ');
      yes.type('yes\r');
      expect((await yes.ended).code).toBe(0);
      expect(await readFile(path.join(environment['HOME']!, 'a.txt'), 'utf8')).toBe('abc');

      const known = await runInTerminal([...words, ...to], environment).ended;
      expect(known.shown).not.toContain('(yes/no)');
      expect(known.code).toBe(0);
    });
  },
);
