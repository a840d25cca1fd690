import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type HttpAnswer, HttpClient } from '../../harness/http-client.ts';
import { ACCESS, CODE } from './access-login.ts';
import { TestFolder, TestServer } from './test-server.ts';

const HTML = 'Accept: text/html';
const SECRETS = ['secret', 'hidden folder'];
const run = promisify(execFile);

const basic = (code: string, user = 'anybody'): string =>
  `Authorization: Basic ${Buffer.from(`${user}:${code}`).toString('base64')}`;

async function start(access = ACCESS): Promise<{ server: TestServer; http: HttpClient }> {
  const folder = new TestFolder();
  folder.write('secret.txt', 'a secret');
  folder.write('hidden folder/secret.html', '<p>a secret</p>');
  const server = await TestServer.start(folder, { access });
  return { server, http: await HttpClient.connect(server) };
}

/** Sends a form, as the page's does. */
async function post(
  http: HttpClient,
  fields: Record<string, string>,
  {
    path = '/.fifolio/sign-in',
    more = [],
  }: { readonly path?: string; readonly more?: readonly string[] } = {},
): Promise<HttpAnswer> {
  const body = new URLSearchParams(fields).toString();
  http.ask(path, {
    method: 'POST',
    fields: [
      HTML,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
      ...more,
    ],
  });
  http.wire.send(body);
  return http.read('POST');
}

async function signIn(http: HttpClient): Promise<string> {
  const { fields } = await post(http, { code: CODE, to: '/' });
  return `Cookie: ${fields.get('set-cookie')?.split(';')[0]}`;
}

describe('a browser without the code', () => {
  it('is shown the same page for everything', async () => {
    const { server, http } = await start();
    const pages: string[] = [];
    const targets = ['/', '/secret.txt', '/missing.txt', '/hidden%20folder/', '/no%20folder/'];
    for (const target of [...targets, '/.fifolio/cache', '/.fifolio/metrics', '/.fifolio/x']) {
      const { status, fields, body } = await http.get(target, { fields: [HTML] });
      expect(status, target).toBe(401);
      expect(fields.get('www-authenticate')).not.toMatch(/basic/i);
      expect(fields.get('cache-control')).toBe('no-store');
      expect(fields.get('content-security-policy')).toContain("default-src 'none'");
      pages.push(body.toString().replace(`value="${target}"`, 'value=""'));
      const head = await http.get(target, { method: 'HEAD', fields: [HTML] });
      expect(head.status).toBe(401);
      expect(head.fields.get('content-length')).toBe(String(body.length));
    }
    expect(new Set(pages).size).toBe(1);
    for (const secret of SECRETS) expect(pages[0]).not.toContain(secret);
    expect(await server.cachedNames()).toEqual([]);
    // Conditions, ranges and archives tell nothing, either.
    for (const request of [
      ['/?archive=zip'],
      ['/', 'If-None-Match: *'],
      ['/secret.txt', 'If-Match: *'],
      ['/secret.txt', 'Range: bytes=0-1'],
    ]) {
      const [target = '', ...fields] = request;
      expect((await http.get(target, { fields })).status, request.join(' ')).toBe(401);
    }
    expect(server.eventsOf('requestFailed')).toEqual([]);
  });

  it('gets what the page is made of, and a load balancer its answer', async () => {
    const { http } = await start();
    for (const name of ['style.css', 'icon.svg', 'health']) {
      expect((await http.get(`/.fifolio/${name}`)).status, name).toBe(200);
    }
  });

  it('comes in by the form, and where it wanted to go', async () => {
    const { http } = await start();
    const signedIn = await post(http, { code: ` ${CODE.toUpperCase()} `, to: '/secret.txt?a=%20' });
    expect(signedIn.status).toBe(303);
    expect(signedIn.fields.get('location')).toBe('/secret.txt?a=%20');
    const cookie = signedIn.fields.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    const sent = `Cookie: other=1; ${cookie.split(';')[0]}`;
    const { status, body } = await http.get('/secret.txt', { fields: [sent] });
    expect([status, body.toString()]).toEqual([200, 'a secret']);
    const page = await http.get('/', { fields: [HTML, sent] });
    expect(page.body.toString()).toContain('Sign out');
    const again = await http.get('/.fifolio/sign-in', { fields: [HTML, sent] });
    expect([again.status, again.fields.get('location')]).toEqual([303, '/']);
  });

  it.each([
    'http://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    'javascript:alert(1)',
    '/a\r\nSet-Cookie: x=y',
    '/.fifolio/sign-out',
    '',
  ])('is never sent to %j', async (to) => {
    const { http } = await start();
    const { status, fields } = await post(http, { code: CODE, to });
    expect([status, fields.get('location')]).toEqual([303, '/']);
  });

  it('is told that the code was wrong, and keeps its way', async () => {
    const { server, http } = await start();
    const { status, fields, body } = await post(http, { code: 'wrong code', to: '/a?b="<' });
    expect(status).toBe(401);
    expect(fields.has('set-cookie')).toBe(false);
    expect(body.toString()).toContain('That is not the access code.');
    expect(body.toString()).toContain('value="/a?b=&quot;&lt;"');
    expect(body.toString()).not.toContain('wrong code');
    expect(server.handle.status().counters.wrongCodes).toBe(1);
  });
});

describe('a form', () => {
  it('of another site is refused, and is no guess', async () => {
    const { server, http } = await start();
    for (const more of [
      ['Origin: http://evil.example'],
      ['Origin: null'],
      ['Sec-Fetch-Site: cross-site'],
      ['Sec-Fetch-Site: same-site', 'Origin: http://localhost'],
    ]) {
      expect((await post(http, { code: 'wrong code', to: '/' }, { more })).status).toBe(403);
      expect((await post(http, {}, { path: '/.fifolio/sign-out', more })).status).toBe(403);
    }
    expect(server.handle.status().counters.wrongCodes).toBe(0);
    const own = await post(http, { code: CODE }, { more: ['Origin: http://localhost'] });
    expect(own.status).toBe(303);
  });

  it('must be a form, of a modest length', async () => {
    const { http } = await start();
    const long = await post(http, { code: CODE, to: 'x'.repeat(40_000) });
    expect(long.status).toBe(403);
    const fields = ['Content-Type: text/plain', 'Content-Length: 4'];
    http.ask('/.fifolio/sign-in', { method: 'POST', fields });
    http.wire.send('a=b\n');
    expect((await http.read('POST')).status).toBe(403);
    http.ask('/.fifolio/sign-in', { method: 'POST', fields: ['Transfer-Encoding: chunked'] });
    http.wire.send('3\r\na=b\r\n0\r\n\r\n');
    expect((await http.read('POST')).status).toBe(403);
    expect((await http.get('/', { method: 'POST' })).status).toBe(405);
  });

  it('is read whole, however it is cut, with the requests behind it', async () => {
    const { http } = await start();
    const body = new URLSearchParams({ code: CODE, to: '/secret.txt' }).toString();
    const text =
      'POST /.fifolio/sign-in HTTP/1.1\r\nHost: localhost\r\n' +
      `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}` +
      'GET /.fifolio/health HTTP/1.1\r\nHost: localhost\r\n\r\n';
    http.wire.socket.setNoDelay(true);
    for (const character of text) {
      http.wire.send(character);
      await new Promise(setImmediate);
    }
    expect((await http.read('POST')).status).toBe(303);
    expect((await http.read()).body.toString()).toBe('ok\n');
  });

  it('is none without a code to ask for', async () => {
    const server = await TestServer.start(new TestFolder());
    const http = await HttpClient.connect(server);
    expect((await post(http, { code: CODE })).status).toBe(405);
    expect((await http.get('/.fifolio/sign-in', { fields: [HTML] })).status).toBe(404);
    expect((await http.get('/', { fields: [HTML] })).body.toString()).not.toContain('Sign out');
  });
});

describe('a browser that is in', () => {
  it('is out when it signs out', async () => {
    const { http } = await start();
    const cookie = await signIn(http);
    const path = '/.fifolio/sign-out';
    const { status, fields } = await post(http, {}, { path, more: [cookie] });
    expect([status, fields.get('location')]).toEqual([303, '/']);
    const name = cookie.slice('Cookie: '.length).split('=')[0]!;
    expect(fields.get('set-cookie')).toMatch(new RegExp(`^${name}=; Max-Age=0; Path=/;`));
  });

  it('is out when the code changes, and not by a restart with the same', async () => {
    const { server, http } = await start();
    const cookie = await signIn(http);
    expect((await http.get('/', { fields: [cookie] })).status).toBe(200);
    const other = (await start()).http;
    expect((await other.get('/', { fields: [cookie] })).status).toBe(200);
    await server.handle.setAccessCode('the next code');
    await http.wire.readUntilCut();
    const next = await HttpClient.connect(server);
    expect((await next.get('/', { fields: [cookie] })).status).toBe(401);
    expect((await next.get('/', { fields: [basic('the next code')] })).status).toBe(200);
  });

  it('is not let in by a cookie of another code, or one that it changed', async () => {
    const { http } = await start();
    const cookie = await signIn(http);
    const foreign = await signIn((await start()).http);
    expect(foreign.split('=')[0]).toBe(cookie.split('=')[0]);
    const changed = cookie.replace(/=(.)/, (_, first: string) => `=${first === 'z' ? 'y' : 'z'}`);
    for (const fields of [[changed], [`${cookie}x`], ['Cookie: fifolio=1'], ['Cookie: ;=;']]) {
      expect((await http.get('/', { fields })).status, fields.join()).toBe(401);
    }
  });
});

describe('a program', () => {
  it('gives the code as the password of any user', async () => {
    const { server, http } = await start();
    const asked = await http.get('/secret.txt');
    expect(asked.status).toBe(401);
    expect(asked.fields.get('www-authenticate')).toBe('Basic realm="Fifolio", charset="UTF-8"');
    for (const user of ['anybody', '', 'ä']) {
      const { status, body } = await http.get('/secret.txt', { fields: [basic(CODE, user)] });
      expect([status, body.toString()]).toEqual([200, 'a secret']);
    }
    for (const field of ['Authorization: Basic', 'Authorization: Bearer x', 'Authorization: x']) {
      expect((await http.get('/secret.txt', { fields: [field] })).status).toBe(401);
    }
    expect(server.handle.status().counters.wrongCodes).toBe(0);
    expect((await http.get('/secret.txt', { fields: [basic(`${CODE}x`)] })).status).toBe(401);
    const metrics = await http.get('/.fifolio/metrics', { fields: [basic(CODE)] });
    expect(metrics.body.toString()).toContain('fifolio_wrong_codes_total 1');
    expect(metrics.body.toString()).not.toContain(CODE);
  });

  it('may have a code of any characters', async () => {
    const code = 'Käse: "Grüße" & 日本語';
    const { http } = await start({ code, allowPlain: false });
    expect((await http.get('/', { fields: [basic(code.normalize('NFD'))] })).status).toBe(200);
  });
});

const hasCurl = spawnSync('curl', ['--version']).error === undefined;

describe.skipIf(!hasCurl)('curl (needs curl)', () => {
  it('comes in by the code, or by the form and its cookie', async () => {
    const { server } = await start();
    const url = `http://127.0.0.1:${server.port}`;
    const curl = async (...args: string[]): Promise<string> =>
      (await run('curl', ['-sS', ...args])).stdout;
    expect(await curl('-u', `me:${CODE}`, `${url}/secret.txt`)).toBe('a secret');
    expect(await curl('-w', '%{http_code}', '-o', '/dev/null', `${url}/secret.txt`)).toBe('401');
    expect(await curl('-u', 'me:wrong code', '-f', `${url}/secret.txt`).catch(String)).toMatch(
      /401/,
    );
    const jar = new TestFolder().pathOf('jar');
    const form = ['--data-urlencode', `code=${CODE}`, '--data-urlencode', 'to=/secret.txt'];
    expect(await curl('-L', '-c', jar, '-b', jar, ...form, `${url}/.fifolio/sign-in`)).toBe(
      'a secret',
    );
    expect(await curl('-b', jar, `${url}/?format=text`)).toBe('hidden folder/\nsecret.txt\n');
  });
});
