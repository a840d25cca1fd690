import { request as httpRequest } from 'node:http';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import WebSocket from 'ws';
import { expect, test as base } from '../fixtures.ts';
import { startHeadless, type HeadlessProgram } from '../hosts/headless-app.ts';
import { CONTENT_SECURITY_POLICY } from '../../src/shared/content-security-policy.ts';
import { PANEL_SOCKET_PATH } from '../../src/shared/panel-socket.ts';

/** The running program itself, spoken to without a browser. */
const test = base.extend<{ program: HeadlessProgram; cookie: string }>({
  program: async ({ folder }, use) => {
    const dataDirectory = join(folder, 'data');
    await mkdir(dataDirectory);
    const program = await startHeadless(dataDirectory);
    await use(program);
    await program.close();
  },
  cookie: async ({ program }, use) => {
    const { headers } = await get(new URL(program.url));
    await use(headers['set-cookie']![0]!.split(';')[0]!);
  },
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
}

function get(url: URL, headers: Record<string, string> = {}, path?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port, pathname, search } = url;
    const options = { hostname, port, path: path ?? pathname + search, headers, agent: false };
    httpRequest(options, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    })
      .once('error', reject)
      .end();
  });
}

const withoutToken = (program: HeadlessProgram): URL => new URL('/', program.url);

function openSocket(
  program: HeadlessProgram,
  headers: Record<string, string>,
): Promise<WebSocket | number> {
  const { host } = new URL(program.url);
  const socket = new WebSocket(`ws://${host}${PANEL_SOCKET_PATH}`, { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
    });
    socket.once('error', reject);
  });
}

async function openPanel(program: HeadlessProgram, cookie: string): Promise<WebSocket> {
  const { origin } = new URL(program.url);
  const socket = await openSocket(program, { cookie, origin });
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
}

const closed = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once('close', resolve));

test('a wrong or missing token is refused', async ({ program }) => {
  expect((await get(withoutToken(program))).status).toBe(403);
  const wrong = new URL(program.url);
  wrong.searchParams.set('token', 'a'.repeat(43));
  expect((await get(wrong)).status).toBe(403);
});

test('the token becomes a cookie no script can read, and leaves the address', async ({
  program,
  cookie,
}) => {
  const { status, headers } = await get(new URL(program.url));
  expect(status).toBe(303);
  expect(headers['location']).toBe('/');
  expect(headers['set-cookie']![0]).toMatch(/HttpOnly/);
  expect(headers['set-cookie']![0]).toMatch(/SameSite=Strict/);
  const page = await get(withoutToken(program), { cookie });
  expect(page.status).toBe(200);
  expect(page.headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
});

test('a foreign Host is refused, and with it rebinding', async ({ program, cookie }) => {
  const { status } = await get(withoutToken(program), { cookie, host: 'attacker.example' });
  expect(status).toBe(421);
});

test('a foreign Origin, or none, gets no socket', async ({ program, cookie }) => {
  const { origin } = new URL(program.url);
  expect(await openSocket(program, { cookie, origin: 'http://attacker.example' })).toBe(403);
  expect(await openSocket(program, { cookie })).toBe(403);
  expect(await openSocket(program, { cookie: 'other=1', origin })).toBe(403);
});

test('no path leads out of the panel', async ({ program, cookie }) => {
  for (const path of [
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/main/index.js',
    '/..\\main\\index.js',
    '//etc/hostname',
    '/assets',
  ]) {
    const { status } = await get(withoutToken(program), { cookie }, path);
    expect([400, 404], path).toContain(status);
  }
});

test('an unknown method is refused, the prototype’s included', async ({ program, cookie }) => {
  const socket = await openPanel(program, cookie);
  for (const [id, method] of ['nothing', 'constructor', '__proto__', 'toString'].entries()) {
    const answer = new Promise((resolve) => {
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString()) as { id?: number };
        if (message.id === id + 1) resolve(message);
      });
    });
    socket.send(JSON.stringify({ kind: 'call', id: id + 1, method, params: {} }));
    expect(await answer).toMatchObject({ kind: 'failure', problem: { code: 'unknown-method' } });
  }
  socket.close();
});

test('a malformed or oversized message ends the connection', async ({ program, cookie }) => {
  for (const message of ['not json', '{}', '[]', '{"kind":"call","id":-1,"method":"x"}']) {
    const socket = await openPanel(program, cookie);
    const end = closed(socket);
    socket.send(message);
    await end;
  }
  const socket = await openPanel(program, cookie);
  const end = closed(socket);
  socket.send('"'.padEnd(5 * 1024 * 1024, 'x') + '"');
  expect(await end).toBe(1009);
  expect((await get(withoutToken(program), { cookie })).status).toBe(200);
});
