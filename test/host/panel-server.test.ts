import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { PanelAddressFile } from '../../src/host/panel/panel-address.ts';
import { startPanelServer, type PanelServer } from '../../src/host/panel/panel-server.ts';
import { filesInDirectory } from '../../src/host/panel/static-files.ts';
import { createWebSocketTransport } from '../../src/host/panel/web-socket-transport.ts';
import { CONTENT_SECURITY_POLICY } from '../../src/shared/content-security-policy.ts';
import { createRpcClient } from '../../src/shared/rpc-client.ts';
import { serveRpc } from '../../src/shared/rpc-server.ts';
import type { Transport } from '../../src/shared/transport.ts';
import { methodsWith, startTimer, STOPPED } from '../../doubles/contract/fixtures.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('the panel server', () => {
  let folder: string;
  let panel: PanelServer;
  let attached: Transport[];
  const attach = (transport: Transport): void => {
    attached.push(transport);
    serveRpc({ transport, methods: methodsWith({ 'server.status': () => STOPPED }) });
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fifolio-panel-'));
    await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
    await writeFile(join(folder, 'renderer', 'index.html'), '<!doctype html><title>Fifolio');
    await writeFile(join(folder, 'renderer', 'assets', 'app-1a2b.js'), 'export {};');
    await writeFile(join(folder, 'secret.html'), 'secret');
    await symlink(join(folder, 'secret.html'), join(folder, 'renderer', 'link.html'));
    attached = [];
    panel = await startPanelServer({ files: filesInDirectory(join(folder, 'renderer')), attach });
  });
  afterEach(async () => {
    await panel.close();
    await rm(folder, { recursive: true });
  });

  const host = (): string => `127.0.0.1:${panel.port}`;
  const token = (): string => new URL(panel.url).searchParams.get('token')!;

  function get(
    path: string,
    headers: Record<string, string> = {},
    method = 'GET',
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          host: '127.0.0.1',
          port: panel.port,
          path,
          method,
          headers: { Host: host(), ...headers },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const body = Buffer.concat(chunks).toString();
            resolve({ status: response.statusCode!, headers: response.headers, body });
          });
        },
      );
      request.on('error', reject).end();
    });
  }

  async function signIn(): Promise<string> {
    const { headers } = await get(`/?token=${token()}`);
    return headers['set-cookie']![0]!.split(';')[0]!;
  }

  /** Resolves to `open`, or the status that the upgrade was refused with. */
  function open(headers: Record<string, string>, path = '/socket'): Promise<string> {
    return new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${panel.port}${path}`, {
        headers: { Host: host(), Origin: `http://${host()}`, ...headers },
      });
      socket.on('error', () => undefined);
      socket.on('unexpected-response', (_, response) => {
        resolve(String(response.statusCode));
        socket.terminate();
      });
      socket.on('open', () => {
        resolve('open');
        socket.terminate();
      });
    });
  }

  it('exchanges the token for a cookie and an address without it', async () => {
    const { status, headers, body } = await get(`/?token=${token()}`);
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['set-cookie']).toEqual([
      `fifolio_panel_${panel.port}=${token()}; HttpOnly; SameSite=Strict; Path=/`,
    ]);
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(body).toBe('');
    const page = await get('/', { Cookie: `other=1; ${await signIn()}` });
    expect(page.status).toBe(200);
    expect(page.body).toBe('<!doctype html><title>Fifolio');
    expect(page.headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
  });

  it('gives every panel another token', async () => {
    const other = await startPanelServer({ files: filesInDirectory(folder), attach });
    expect(new URL(other.url).searchParams.get('token')).not.toBe(token());
    expect(token()).toMatch(/^[\w-]{43}$/);
    await other.close();
  });

  it.each(['/', '/index.html', '/assets/app-1a2b.js', '/nothing'])(
    'refuses %s without a cookie, and with wrong ones',
    async (path) => {
      const name = `fifolio_panel_${panel.port}`;
      expect((await get(path)).status).toBe(403);
      expect((await get(`${path}?token=`)).status).toBe(403);
      expect((await get(`${path}?token=${'x'.repeat(43)}`)).status).toBe(403);
      expect((await get(path, { Cookie: `${name}=` })).status).toBe(403);
      expect((await get(path, { Cookie: `${name}=${token().slice(1)}x` })).status).toBe(403);
      expect((await get(path, { Cookie: `fifolio_panel_1=${token()}` })).status).toBe(403);
    },
  );

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '192.168.1.5:80'])(
    'refuses the host %j, even with the cookie',
    async (name) => {
      const Cookie = await signIn();
      const Host = name.replace(/:80$/, `:${panel.port}`);
      expect((await get('/', { Cookie, Host })).status).toBe(421);
      expect(await open({ Cookie, Host, Origin: `http://${Host}` })).toBe('421');
    },
  );

  it('answers under each name of loopback', async () => {
    const Cookie = await signIn();
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      expect((await get('/', { Cookie, Host: `${name}:${panel.port}` })).status).toBe(200);
    }
  });

  it('refuses other methods', async () => {
    const Cookie = await signIn();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await get('/', { Cookie }, method)).status).toBe(405);
    }
    const head = await get('/', { Cookie }, 'HEAD');
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', '29']);
  });

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/assets/..%2f..%2fsecret.html',
    '/..%5csecret.html',
    '/%2fetc%2fhosts.html',
    '/link.html',
    '/%00.html',
    '/%ff.html',
    '/assets',
    '/assets/',
    '/.html',
  ])('gives nothing out for %s', async (path) => {
    const answer = await get(path, { Cookie: await signIn() });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
  });

  it.each(['//evil.example/', 'http://evil.example/', '*'])(
    'refuses the target %s',
    async (path) => {
      const { status, headers } = await get(path, { Cookie: await signIn() });
      expect([status, headers.location]).toEqual([400, undefined]);
    },
  );

  it('lets browsers keep what has a hash in its name, and nothing else', async () => {
    const Cookie = await signIn();
    const script = await get('/assets/app-1a2b.js', { Cookie });
    expect(script.headers['cache-control']).toContain('immutable');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect((await get('/', { Cookie })).headers['cache-control']).toBe('no-store');
  });

  it('carries the contract for the panel it let in', async () => {
    const socket = new WebSocket(`ws://${host()}/socket`, {
      headers: { Cookie: await signIn(), Origin: `http://${host()}` },
    });
    await new Promise((resolve) => socket.once('open', resolve));
    const client = createRpcClient({ transport: createWebSocketTransport(socket), startTimer });
    await expect(client.call('server.status', {})).resolves.toEqual(STOPPED);
    expect(attached).toHaveLength(1);
    client.close();
  });

  it('refuses an upgrade without the cookie or from a foreign page', async () => {
    const Cookie = await signIn();
    expect(await open({ Cookie })).toBe('open');
    expect(await open({})).toBe('403');
    expect(await open({ Cookie: `fifolio_panel_${panel.port}=guess` })).toBe('403');
    for (const Origin of ['http://evil.example', `https://${host()}`, 'null', 'http://127.0.0.1']) {
      expect(await open({ Cookie, Origin })).toBe('403');
    }
    expect(await open({ Cookie, Origin: `http://localhost:${panel.port}` })).toBe('403');
    expect(await open({ Cookie }, '/')).toBe('404');
    expect(attached).toHaveLength(1);
  });

  it.each([
    ['no JSON', '{"kind":', 1003],
    ['binary', Buffer.from('{}'), 1003],
    ['too large', 'x'.repeat(4 * 1024 * 1024 + 1), 1009],
  ])('ends a connection that sends what is %s', async (_, message, expected) => {
    const socket = new WebSocket(`ws://${host()}/socket`, {
      headers: { Cookie: await signIn(), Origin: `http://${host()}` },
    });
    socket.on('error', () => undefined);
    const code = new Promise<number>((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    const gone = vi.fn();
    attached[0]!.onClose(gone);
    socket.send(message);
    expect(await code).toBe(expected);
    await vi.waitFor(() => {
      expect(gone).toHaveBeenCalledOnce();
    });
    expect((await get('/')).status).toBe(403);
  });

  it('survives a request that is no HTTP', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(panel.port, '127.0.0.1', () => socket.end('\0\0\0\r\n\r\n'));
      socket.on('close', () => {
        resolve();
      });
      socket.resume();
    });
    expect((await get('/')).status).toBe(403);
  });

  it('leaves loopback only with a token of the person, and a long one', async () => {
    const options = { files: filesInDirectory(folder), attach };
    for (const host of ['0.0.0.0', '::', '192.0.2.1', 'example.org']) {
      await expect(startPanelServer({ ...options, host })).rejects.toMatchObject({
        failure: { code: 'panel-needs-token', host },
      });
    }
    for (const token of ['', 'short', 'with a blank in it', 'x;Path=/;aaaaaaaaaaaa']) {
      await expect(startPanelServer({ ...options, token })).rejects.toMatchObject({
        failure: { code: 'unusable-panel-token' },
      });
    }
    const own = await startPanelServer({ ...options, token: 'correct-horse-battery' });
    expect(own.url).toBe(`http://127.0.0.1:${own.port}/?token=correct-horse-battery`);
    await own.close();
  });

  it('says when its port is taken', async () => {
    const options = { files: filesInDirectory(folder), attach, port: panel.port };
    await expect(startPanelServer(options)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  describe('with a data folder', () => {
    const start = (more: object = {}): Promise<PanelServer> =>
      startPanelServer({
        ...{ files: filesInDirectory(folder), attach },
        remembered: new PanelAddressFile(join(folder, 'data')),
        ...more,
      });

    it('comes back under the same address after a restart', async () => {
      const first = await start();
      await first.close();
      const second = await start();
      expect(second.url).toBe(first.url);
      await second.close();
    });

    it.skipIf(process.platform === 'win32')('keeps the token from other users', async () => {
      const first = await start();
      expect((await stat(join(folder, 'data', 'panel.json'))).mode & 0o777).toBe(0o600);
      await first.close();
    });

    it('takes another port while that of last time is in use, and leaves it to the other', async () => {
      const first = await start();
      const second = await start();
      expect(second.port).not.toBe(first.port);
      await first.close();
      await second.close();
      const third = await start();
      expect(third.url).toBe(first.url);
      await third.close();
    });

    it('writes no token down that was given', async () => {
      const given = await start({ token: 'correct-horse-battery' });
      await given.close();
      await expect(stat(join(folder, 'data', 'panel.json'))).rejects.toThrow('ENOENT');
    });

    it.each([
      '',
      '{"port":1}',
      '{"port":0,"token":"correct-horse-battery"}',
      '{"port":1,"token":";"}',
    ])('makes a new address where %j is remembered', async (content) => {
      await mkdir(join(folder, 'data'));
      await writeFile(join(folder, 'data', 'panel.json'), content);
      const first = await start();
      expect(new URL(first.url).searchParams.get('token')).toMatch(/^[\w-]{43}$/);
      await first.close();
      expect((await start().then(async (next) => (await next.close(), next))).url).toBe(first.url);
    });
  });
});
