import { connect as connectTo, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { spawnSync } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectRemote } from '../../src/engine/client/remote/remote.ts';
import type { ConnectOptions, Remote } from '../../src/engine/client/remote/remote.ts';
import { startNativeDouble, reportedBy } from './download-setup.ts';
import { pickleProtocol0, startPlainDouble } from '../../doubles/servers/plain-double.ts';
import type { PlainDouble } from '../../doubles/servers/plain-double.ts';

async function connect(options: Omit<ConnectOptions, 'host'>): Promise<Remote> {
  const remote = await connectRemote({ host: '127.0.0.1', ...options });
  onTestFinished(() => {
    remote.close();
  });
  return remote;
}

async function plainServer(list: Uint8Array | string): Promise<PlainDouble> {
  const server = await startPlainDouble((request) =>
    request === 'list' ? list : 'File not found',
  );
  onTestFinished(() => server.close());
  return server;
}

const MUTELY = expect.stringMatching(
  /accepted the connection and closed it without an answer\. Check/,
) as string;

const LIST =
  '{"ok":true,"count":2,"capacity":67108864,"used":30}\n' +
  '{"name":"first","size":10,"cachedAt":"2026-01-02T03:04:05.000Z","modifiedAt":"2025-01-02T03:04:05.000Z","hits":3}\n' +
  '{"name":"zweite Datei","size":20,"cachedAt":"2026-01-02T03:04:06.000Z","modifiedAt":"2025-01-02T03:04:05.000Z","hits":0}\n';

describe('a sign of life', () => {
  it('is given by a native server', async () => {
    const server = await startNativeDouble({ answer: () => undefined });
    const remote = await connect({ port: server.port });
    await expect(remote.ping(60_000)).resolves.toBeUndefined();
  });

  it('that does not come ends the connection, and what waits behind it', async () => {
    const server = await startNativeDouble({ answer: (_, nth) => (nth > 0 ? '' : undefined) });
    const remote = await connect({ port: server.port });
    const requests = [remote.ping(10), remote.list()];
    for (const report of await Promise.all(requests.map(reportedBy))) {
      expect(report).toMatchObject({
        ...{ code: 'connection-lost', systemCode: 'ETIMEDOUT' },
        message: expect.stringContaining('has not answered for 0.01 s') as string,
      });
    }
  });

  it('is nothing that a plain server could give', async () => {
    const server = await plainServer(pickleProtocol0([]));
    const remote = await connect({ port: server.port, dialect: 'plain' });
    await expect(reportedBy(remote.ping(10))).resolves.toMatchObject({ code: 'unsupported' });
  });
});

describe('a native server', () => {
  it('is greeted and lists its cache, oldest first', async () => {
    const server = await startNativeDouble({
      answer: ({ op }) => (op === 'list' ? LIST : undefined),
    });
    const remote = await connect({ port: server.port });
    expect(remote.dialect).toBe('native');
    expect(remote.server).toMatchObject({ version: '9.9.9', protocol: 1 });
    expect(await remote.list()).toEqual({
      capacityBytes: 67_108_864,
      usedBytes: 30,
      entries: [
        {
          name: 'first',
          size: 10,
          cachedAtMs: Date.UTC(2026, 0, 2, 3, 4, 5),
          modifiedAtMs: Date.UTC(2025, 0, 2, 3, 4, 5),
          hits: 3,
        },
        {
          name: 'zweite Datei',
          size: 20,
          cachedAtMs: Date.UTC(2026, 0, 2, 3, 4, 6),
          modifiedAtMs: Date.UTC(2025, 0, 2, 3, 4, 5),
          hits: 0,
        },
      ],
    });
  });

  it('may say at the end of a long list how many files it had', async () => {
    const [first, ...lines] = LIST.split(/(?<=\n)/);
    const header = first?.replace('"count":2,', '');
    const list = (count: number) => [header, ...lines, `{"end":true,"count":${count}}\n`].join('');
    const server = await startNativeDouble({
      answer: ({ op }, nth) => (op === 'list' ? list(nth === 1 ? 2 : 3) : undefined),
    });
    const remote = await connect({ port: server.port });
    expect((await remote.list()).entries.map(({ name }) => name)).toEqual([
      'first',
      'zweite Datei',
    ]);
    await expect(reportedBy(remote.list())).resolves.toMatchObject({ code: 'protocol' });
  });

  it('answers overlapping requests in order, over any cutting of what it sends', async () => {
    const server = await startNativeDouble({
      files: new Map([['x/1', Buffer.from('1')]]),
      answer: ({ op }) => (op === 'list' ? LIST : undefined),
      chunk: function* (bytes) {
        for (const byte of bytes) yield Uint8Array.of(byte);
      },
    });
    const remote = await connect({ port: server.port });
    const [one, files, two] = await Promise.all([
      remote.list(),
      remote.files({ prefix: 'x/' }),
      remote.list(),
    ]);
    expect(one).toEqual(two);
    expect(files.files.map(({ name }) => name)).toEqual(['x/1']);
  });

  it('may refuse one request and answer the next', async () => {
    const server = await startNativeDouble({
      answer: ({ op }, nth) =>
        op === 'list' && nth > 1
          ? LIST
          : op === 'list'
            ? '{"ok":false,"error":"internal","message":"Not now."}\n'
            : undefined,
    });
    const remote = await connect({ port: server.port });
    await expect(reportedBy(remote.list())).resolves.toMatchObject({
      code: 'refused-by-server',
      refusal: 'internal',
    });
    expect((await remote.list()).entries.length).toBe(2);
  });

  it('that refuses the greeting is not taken for another dialect', async () => {
    const server = await startNativeDouble({
      answer: () => '{"ok":false,"error":"busy","message":"Too many connections."}\n',
    });
    await expect(reportedBy(connect({ port: server.port }))).resolves.toMatchObject({
      code: 'refused-by-server',
      refusal: 'busy',
    });
    expect(server.connections).toBe(1);
  });

  it('that ends in the middle of the greeting is not taken for another dialect', async () => {
    const server = await startNativeDouble({ cutAfter: () => 5 });
    await expect(reportedBy(connect({ port: server.port }))).resolves.toMatchObject({
      code: 'connection-lost',
    });
    expect(server.connections).toBe(1);
  });

  it('that resets the connection, or ends one only, is not taken for another dialect', async () => {
    for (const how of ['end', 'resetAndDestroy'] as const) {
      const native = await startNativeDouble();
      let connections = 0;
      const flaky = createServer((socket) => {
        connections += 1;
        socket.on('error', () => undefined);
        if (connections === 1) {
          socket.once('data', () => socket[how]());
          return;
        }
        const behind = connectTo(native.port, '127.0.0.1');
        behind.on('error', () => undefined);
        socket.pipe(behind).pipe(socket);
      });
      flaky.listen(0, '127.0.0.1');
      await once(flaky, 'listening');
      onTestFinished(() => void flaky.close());
      const { port } = flaky.address() as AddressInfo;
      if (how === 'end') {
        expect((await connect({ port })).dialect).toBe('native');
      } else {
        await expect(reportedBy(connect({ port }))).resolves.toMatchObject({
          code: 'connection-lost',
          systemCode: 'ECONNRESET',
        });
      }
    }
  });

  it('that falls silent is given up after the time allowed', async () => {
    const server = await startNativeDouble({
      answer: ({ op }) => (op === 'list' ? '' : undefined),
    });
    const remote = await connect({ port: server.port, idleTimeoutMs: 50 });
    await expect(reportedBy(remote.list())).resolves.toMatchObject({
      code: 'connection-lost',
      systemCode: 'ETIMEDOUT',
    });
    await expect(reportedBy(remote.list())).resolves.toMatchObject({ code: 'connection-lost' });
  });

  it('is let go by the signal', async () => {
    const server = await startNativeDouble({
      answer: ({ op }) => (op === 'list' ? '' : undefined),
    });
    const controller = new AbortController();
    const remote = await connect({ port: server.port, signal: controller.signal });
    const list = remote.list();
    controller.abort();
    await expect(reportedBy(list)).resolves.toMatchObject({ code: 'canceled' });
  });
});

describe('a server of the plain dialect', () => {
  it('is found out by its answer to the greeting, and lists names alone', async () => {
    const server = await plainServer(pickleProtocol0(['a.txt', 'b c.txt']));
    const remote = await connect({ port: server.port });
    expect(remote.dialect).toBe('plain');
    expect(remote.server).toBeUndefined();
    expect(await remote.list()).toEqual({ entries: [{ name: 'a.txt' }, { name: 'b c.txt' }] });
    await expect(reportedBy(remote.files())).resolves.toMatchObject({ code: 'unsupported' });
    await expect(reportedBy(remote.stats())).resolves.toMatchObject({ code: 'unsupported' });
  });

  it('is not found out by an end without a word, as a tunnel or a busy native server gives it', async () => {
    const server = await startPlainDouble((request) =>
      request === 'list' ? pickleProtocol0(['a']) : '',
    );
    onTestFinished(() => server.close());
    const mute = { code: 'connection-lost', message: MUTELY };
    await expect(reportedBy(connect({ port: server.port }))).resolves.toMatchObject(mute);
    expect(server.requests).toHaveLength(2);
    const remote = await connect({ port: server.port, dialect: 'plain' });
    expect((await remote.list()).entries).toEqual([{ name: 'a' }]);
  });

  it('has an end without a word told as that, not as a broken list', async () => {
    const server = await plainServer('');
    for (const dialect of ['native', 'plain', 'auto'] as const) {
      const mute = await startPlainDouble(() => '');
      onTestFinished(() => mute.close());
      const listed = connect({ port: mute.port, dialect }).then((remote) => remote.list());
      await expect(reportedBy(listed)).resolves.toMatchObject({
        code: 'connection-lost',
        message: MUTELY,
      });
    }
    const remote = await connect({ port: server.port });
    await expect(reportedBy(remote.list())).resolves.toMatchObject({ message: MUTELY });
  });

  it('is found out by its silence', async () => {
    const server = await startPlainDouble((request) =>
      request === 'list' ? pickleProtocol0(['a']) : undefined,
    );
    onTestFinished(() => server.close());
    const remote = await connect({ port: server.port, idleTimeoutMs: 50 });
    expect((await remote.list()).entries).toEqual([{ name: 'a' }]);
    // Which it may as well have for another reason.
    await expect(reportedBy(remote.files())).resolves.toMatchObject({
      message: expect.stringContaining('did not answer, so it cannot list') as string,
    });
  });

  it.for([0, 1, 2, 3, 4, 5])(
    'has its list read as Python %i writes it',
    async (protocol, { skip }) => {
      const names = Array.from({ length: 1500 }, (_, n) => `Datei ${String(n)} ä日🎉`);
      const script =
        'import json,pickle,sys;sys.stdout.buffer.write(pickle.dumps(json.load(sys.stdin),protocol=int(sys.argv[1])))';
      const python = spawnSync('python3', ['-c', script, String(protocol)], {
        input: JSON.stringify(names),
      });
      skip(python.error !== undefined, 'there is no python3');
      const server = await plainServer(python.stdout);
      const remote = await connect({ port: server.port, dialect: 'plain' });
      expect((await remote.list()).entries.map(({ name }) => name)).toEqual(names);
    },
  );

  it.each([
    ['calls a function', "cos\nsystem\n(S'true'\ntR."],
    ['holds a number', '(lp0\nI1\na.'],
    ['is a single string', 'Vname\n.'],
    ['is no pickle', 'hello'],
  ])('has its list refused if it %s', async (_what, list) => {
    const server = await plainServer(list);
    const remote = await connect({ port: server.port, dialect: 'plain' });
    await expect(reportedBy(remote.list())).resolves.toMatchObject({ code: 'protocol' });
  });

  it('has its list refused if it breaks off', async () => {
    const server = await plainServer(pickleProtocol0(['a.txt', 'b.txt']).slice(0, -2));
    const remote = await connect({ port: server.port, dialect: 'plain' });
    await expect(reportedBy(remote.list())).resolves.toMatchObject({ code: 'connection-lost' });
  });
});

describe('a server that cannot be reached', () => {
  it.each([
    ['refuses', '127.0.0.1', 'ECONNREFUSED', 'Check the port'],
    ['is unknown', 'no-such-host.invalid', /^(?:ENOTFOUND|EAI_AGAIN)$/, 'address'],
  ])('because it %s is told in words', async (_what, host, systemCode, advice) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    expect(await reportedBy(connectRemote({ host, port }))).toMatchObject({
      ...{ code: 'no-connection', systemCode: expect.stringMatching(systemCode) as string },
      message: expect.stringContaining(advice) as string,
    });
  });

  it('is not even tried after the signal', async () => {
    await expect(
      reportedBy(connectRemote({ host: '127.0.0.1', port: 9, signal: AbortSignal.abort() })),
    ).resolves.toMatchObject({ code: 'canceled' });
  });
});
