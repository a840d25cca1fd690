import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import { HttpClient, requestText } from './http-client.ts';
import { TestFolder, TestServer } from './test-server.ts';

const MODIFIED = new Date('2024-02-29T12:34:56.789Z');
const LAST_MODIFIED = 'Thu, 29 Feb 2024 12:34:56 GMT';

const BAD_REQUESTS: readonly (readonly [what: string, text: string, status: number])[] = [
  ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['two hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n', 400],
  ['a lone line feed', 'GET / HTTP/1.1\nHost: localhost\n\n', 400],
  ['folding', 'GET / HTTP/1.1\r\nHost: localhost\r\n x\r\n\r\n', 400],
  [
    'an ambiguous length',
    requestText('/', {
      method: 'POST',
      fields: ['Content-Length: 1', 'Transfer-Encoding: chunked'],
    }),
    400,
  ],
  ['a method that nobody knows', 'BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n', 405],
  [
    'too much content',
    requestText('/', { method: 'POST', fields: ['Content-Length: 65537'] }),
    413,
  ],
  ['a long line', `GET /${'a'.repeat(8200)} HTTP/1.1\r\n`, 414],
  [
    'an expectation',
    requestText('/', { method: 'POST', fields: ['Expect: x', 'Content-Length: 1'] }),
    417,
  ],
  ['a long head', `GET / HTTP/1.1\r\nX: ${'a'.repeat(33_000)}`, 431],
  ['many fields', requestText('/', { fields: Array<string>(100).fill('X: y') }), 431],
  [
    'another coding',
    requestText('/', { method: 'POST', fields: ['Transfer-Encoding: gzip'] }),
    501,
  ],
  ['HTTP/2 in HTTP/1', 'GET / HTTP/2.0\r\nHost: localhost\r\n\r\n', 505],
];

async function start(options: Parameters<typeof TestServer.start>[1] = {}): Promise<{
  folder: TestFolder;
  server: TestServer;
  client: HttpClient;
}> {
  const folder = new TestFolder();
  folder.write('file.txt', 'content');
  utimesSync(folder.pathOf('file.txt'), MODIFIED, MODIFIED);
  folder.write('sub/größe 😀.bin', contentOf('sub', 100_000));
  folder.write('empty', '');
  const server = await TestServer.start(folder, options);
  return { folder, server, client: await HttpClient.connect(server) };
}

describe('HTTP', () => {
  it('gives a file, with what is known of it', async () => {
    const { client } = await start();
    for (const round of ['from disk', 'from the cache']) {
      const { status, fields, body } = await client.get('/file.txt');
      expect(status, round).toBe(200);
      expect(body.toString()).toBe('content');
      expect(Object.fromEntries(fields)).toEqual({
        date: expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/) as string,
        server: 'Fifolio',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'content-length': '7',
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': 'inline; filename="file.txt"',
        etag: expect.stringMatching(/^"[\x21\x23-\x7e]+"$/) as string,
        'cache-control': 'no-cache',
        'last-modified': LAST_MODIFIED,
        'accept-ranges': 'bytes',
      });
    }
  });

  it('gives files of all sizes and names, twice', async () => {
    const { folder, client } = await start();
    const sizes = [0, 1, 65_536, 65_537, 1_048_577, 9_000_001];
    for (const size of sizes) folder.write(`${size}.bin`, contentOf(`${size}`, size));
    for (const round of ['from disk', 'from the cache']) {
      for (const size of sizes) {
        const { body, fields } = await client.get(`/${size}.bin`);
        expect(fields.get('content-length')).toBe(`${size}`);
        expect(body.equals(contentOf(`${size}`, size)), `${size} ${round}`).toBe(true);
      }
    }
    const name = '/sub/größe 😀.bin';
    for (const target of [encodeURI(name), name.replace(' ', '%20')]) {
      const { status, body } = await client.get(target);
      expect(status).toBe(200);
      expect(body.equals(contentOf('sub', 100_000))).toBe(true);
    }
  });

  it('makes an attachment of what is to be kept', async () => {
    const { client } = await start();
    const { fields } = await client.get('/sub/gr%C3%B6%C3%9Fe%20%F0%9F%98%80.bin?download');
    expect(fields.get('content-disposition')).toBe(
      `attachment; filename="gr__e _.bin"; filename*=UTF-8''gr%C3%B6%C3%9Fe%20%F0%9F%98%80.bin`,
    );
  });

  it('lets what a browser would run do nothing', async () => {
    const { folder, client } = await start();
    for (const name of ['a.html', 'a.svg', 'a.xml', 'a.xhtml']) {
      folder.write(name, '<script>');
      const { fields } = await client.get(`/${name}`);
      expect(fields.get('content-security-policy'), name).toBe('sandbox');
    }
  });

  it('says about a file to HEAD what it says to GET', async () => {
    const { client } = await start();
    const head = await client.get('/file.txt', { method: 'HEAD' });
    const get = await client.get('/file.txt');
    expect(head.status).toBe(200);
    const without = (fields: ReadonlyMap<string, string>): unknown =>
      Object.fromEntries([...fields].filter(([name]) => name !== 'date'));
    expect(without(head.fields)).toEqual(without(get.fields));
    for (const target of ['/', '/nothing', '/sub', '/.fifolio/cache', '/?archive=zip']) {
      await client.get(target, { method: 'HEAD' });
    }
    // Nothing of a body came in between.
    expect((await client.get('/file.txt')).body.toString()).toBe('content');
  });

  it('says what is allowed', async () => {
    const { client } = await start();
    for (const target of ['*', '/', '/file.txt']) {
      const { status, fields } = await client.get(target, { method: 'OPTIONS' });
      expect(status).toBe(204);
      expect(fields.get('allow')).toBe('GET, HEAD, OPTIONS');
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE']) {
      const { status, fields } = await client.get('/file.txt', { method });
      expect(status, method).toBe(405);
      expect(fields.get('allow')).toBe('GET, HEAD, OPTIONS');
    }
    const content = ['Content-Length: 5', 'Expect: 100-continue'];
    client.ask('/file.txt', { method: 'PUT', fields: content });
    expect((await client.readHead()).status).toBe(100);
    client.wire.send('abcde');
    expect((await client.read()).status).toBe(405);
    expect((await client.get('/file.txt')).status).toBe(200);
  });

  it('says why there is no file', async () => {
    const { folder, client } = await start();
    symlinkSync('/etc/passwd', folder.pathOf('outside'));
    execFileSync('mkfifo', [folder.pathOf('fifo')]);
    const expected: Readonly<Record<string, number>> = {
      '/nothing': 404,
      '/nothing/': 404,
      '/sub/nothing': 404,
      '/file.txt/': 404,
      '/../etc/passwd': 403,
      '/%2e%2e/etc/passwd': 403,
      '//etc/passwd': 403,
      '/a%5Cb': 403,
      '/a%00b': 403,
      '/outside': 403,
      '/fifo': 403,
      '/sub%2Fx': 400,
      '/%ff': 400,
      '/%': 400,
    };
    for (const [target, status] of Object.entries(expected)) {
      const answer = await client.get(target);
      expect(answer.status, target).toBe(status);
      expect(answer.fields.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(answer.body.toString()).toMatch(/^[\x20-\x7e]+\.\n$/);
      const page = await client.get(target, { fields: ['Accept: text/html'] });
      expect(page.fields.get('content-type')).toBe('text/html; charset=utf-8');
      expect(page.fields.get('content-security-policy')).toContain("default-src 'none'");
      expect(page.body.toString()).toContain('href="/"');
      for (const { body } of [answer, page]) expect(body.toString()).not.toContain(folder.path);
    }
    expect((await client.get('/file.txt')).status).toBe(200);
  });

  it('sends who leaves out the slash to the folder, and never to another host', async () => {
    const { folder, client } = await start();
    mkdirSync(folder.pathOf('evil.example'));
    const { status, fields } = await client.get('/sub?archive=zip');
    expect(status).toBe(308);
    expect(fields.get('location')).toBe('/sub/?archive=zip');
    const evil = await client.get('/evil.example');
    expect(evil.fields.get('location')).toBe('/evil.example/');
    for (const target of ['//evil.example', '/%5Cevil.example', '//evil.example/', '/./sub']) {
      const answer = await client.get(target);
      expect(answer.status, target).toBe(403);
      expect(answer.fields.has('location')).toBe(false);
    }
  });

  it('answers conditions', async () => {
    const { client } = await start();
    const { fields } = await client.get('/file.txt');
    const etag = fields.get('etag')!;
    const answerTo = async (...conditions: string[]): Promise<number> =>
      (await client.get('/file.txt', { fields: conditions })).status;
    expect(await answerTo(`If-None-Match: ${etag}`)).toBe(304);
    expect(await answerTo('If-None-Match: "other"', `If-Modified-Since: ${LAST_MODIFIED}`)).toBe(
      200,
    );
    expect(await answerTo(`If-Modified-Since: ${LAST_MODIFIED}`)).toBe(304);
    expect(await answerTo(`If-Match: ${etag}`)).toBe(200);
    expect(await answerTo('If-Match: "other"')).toBe(412);
    expect(await answerTo('If-Unmodified-Since: Thu, 29 Feb 2024 12:34:55 GMT')).toBe(412);
    const { fields: short } = await client.get('/file.txt', { fields: [`If-None-Match: ${etag}`] });
    expect(short.get('etag')).toBe(etag);
    expect(short.has('content-length')).toBe(false);
    // A range of what has not changed is not sent either.
    expect(await answerTo(`If-None-Match: ${etag}`, 'Range: bytes=0-0')).toBe(304);
  });

  it('answers ranges', async () => {
    const { folder, client } = await start();
    const content = contentOf('ranges', 3_000_000);
    folder.write('large.bin', content);
    for (const [range, from, end] of [
      ['0-0', 0, 1],
      ['1000000-2000000', 1_000_000, 2_000_001],
      ['2999999-', 2_999_999, 3_000_000],
      ['-1048577', 1_951_423, 3_000_000],
      ['0-99999999', 0, 3_000_000],
    ] as const) {
      const { status, fields, body } = await client.get('/large.bin', {
        fields: [`Range: bytes=${range}`],
      });
      expect(status).toBe(206);
      expect(fields.get('content-range')).toBe(`bytes ${from}-${end - 1}/3000000`);
      expect(body.equals(content.subarray(from, end)), range).toBe(true);
    }
    const beyond = await client.get('/large.bin', { fields: ['Range: bytes=3000000-'] });
    expect(beyond.status).toBe(416);
    expect(beyond.fields.get('content-range')).toBe('bytes */3000000');
    expect((await client.get('/empty', { fields: ['Range: bytes=0-'] })).status).toBe(416);
    for (const range of ['bytes=5-4', 'lines=1-2', 'bytes=0-,0-']) {
      const { status, body } = await client.get('/large.bin', { fields: [`Range: ${range}`] });
      expect(status).toBe(200);
      expect(body.equals(content)).toBe(true);
    }
    const whole = await client.get('/large.bin', {
      fields: ['Range: bytes=0-1', 'If-Range: "other"'],
    });
    expect(whole.status).toBe(200);
    const same = await client.get('/large.bin', {
      fields: ['Range: bytes=0-1', `If-Range: ${whole.fields.get('etag')!}`],
    });
    expect(same.status).toBe(206);
  });

  it.each([
    ['the cache', 64 << 20],
    ['disk', 0],
  ])('answers several ranges from %s as parts of one body', async (_, cacheCapacityBytes) => {
    const { folder, client } = await start({ cacheCapacityBytes });
    const content = contentOf('parts', 3_000_000);
    folder.write('large.bin', content);
    const wanted = [
      [0, 1],
      [500_000, 1_600_000],
      [2_999_990, 3_000_000],
    ] as const;
    const list = wanted.map(([from, end]) => `${from}-${end - 1}`).join(',');
    const { status, fields, body } = await client.get('/large.bin', {
      fields: [`Range: bytes=${list}`],
    });
    expect(status).toBe(206);
    const [, boundary] = /^multipart\/byteranges; boundary=(.+)$/.exec(
      fields.get('content-type')!,
    )!;
    const expected = wanted.map(([from, end]) => [
      `\r\n--${boundary}\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes ${from}-${end - 1}/3000000\r\n\r\n`,
      content.subarray(from, end),
    ]);
    const whole = Buffer.concat([
      ...expected.flat().map((part) => Buffer.from(part as string)),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    expect(body.equals(whole.subarray(2))).toBe(true);
  });

  it('answers what it cannot read, and nothing after it', async () => {
    const { server } = await start();
    for (const [what, text, status] of BAD_REQUESTS) {
      const client = await HttpClient.connect(server);
      client.wire.send(text);
      const answer = await client.read();
      expect(answer.status, what).toBe(status);
      expect(answer.fields.get('connection')).toBe('close');
      client.ask('/file.txt');
      client.wire.endInput();
      expect(await client.wire.readToEnd(), what).toHaveLength(0);
    }
  });

  it('does not answer under a name that is not its own', async () => {
    const { server, client } = await start({ http: { allowHosts: ['files.example'] } });
    for (const host of ['evil.example', 'localhost.evil.example:80', '']) {
      for (const target of ['/file.txt', '/', '/.fifolio/cache', '/?archive=zip']) {
        const { status, body } = await client.get(target, { fields: [`Host: ${host}`] });
        expect(status).toBe(421);
        expect(body.toString()).toContain('--allow-host');
      }
    }
    for (const host of ['127.0.0.1', `localhost:${server.port}`, '[::1]', 'FILES.example']) {
      expect((await client.get('/file.txt', { fields: [`Host: ${host}`] })).status).toBe(200);
    }
    // The authority of a target counts instead of the field.
    expect((await client.get('http://evil.example/file.txt')).status).toBe(421);
    const proxied = await client.get('http://localhost/file.txt', {
      fields: ['Host: evil.example'],
    });
    expect(proxied.status).toBe(200);
  });

  it('allows no other page to read what it answers', async () => {
    const { client } = await start();
    const { fields } = await client.get('/file.txt', { fields: ['Origin: http://evil.example'] });
    expect([...fields.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('answers what is sent ahead in its order, whatever takes longer', async () => {
    const { folder, client } = await start();
    const content = contentOf('slow', 9_000_000);
    folder.write('slow.bin', content);
    for (let round = 0; round < 2; round++) {
      client.wire.send(
        requestText('/slow.bin') +
          requestText('/file.txt') +
          requestText('/', { fields: ['Accept: text/html'] }) +
          requestText('/file.txt', { method: 'HEAD' }) +
          requestText('/nothing') +
          requestText('/slow.bin', { fields: ['Range: bytes=100-199'] }) +
          requestText('/slow.bin', { fields: ['Want-Repr-Digest: sha-256=1'] }) +
          requestText('/file.txt'),
      );
      expect((await client.read()).body.equals(content)).toBe(true);
      expect((await client.read()).body.toString()).toBe('content');
      expect((await client.read()).body.toString()).toContain('</main>');
      expect((await client.read('HEAD')).fields.get('content-length')).toBe('7');
      expect((await client.read()).status).toBe(404);
      expect((await client.read()).body.equals(content.subarray(100, 200))).toBe(true);
      expect((await client.read()).body.equals(content)).toBe(true);
      expect((await client.read()).body.toString()).toBe('content');
    }
  });

  it('keeps the connection as its version says', async () => {
    const { server } = await start();
    for (const [minor, connection, isKept] of [
      [1, undefined, true],
      [1, 'close', false],
      [0, undefined, false],
      [0, 'keep-alive', true],
    ] as const) {
      const client = await HttpClient.connect(server);
      const fields = connection === undefined ? [] : [`Connection: ${connection}`];
      const answer = await client.get('/file.txt', { minor, fields });
      const said = answer.fields.get('connection');
      expect(said).toBe(isKept ? (minor === 0 ? 'keep-alive' : undefined) : 'close');
      if (isKept) expect((await client.get('/file.txt', { fields })).status).toBe(200);
      else expect(await client.wire.readToEnd()).toHaveLength(0);
    }
  });

  it('ends a page of unknown length for HTTP/1.0 with the connection, also where it was to be kept', async () => {
    const { server } = await start();
    for (const target of ['/', '/.fifolio/cache']) {
      const client = await HttpClient.connect(server);
      const fields = ['Connection: keep-alive', 'Accept: text/html'];
      const answer = await client.get(target, { minor: 0, fields });
      expect(answer.status).toBe(200);
      expect(answer.fields.get('connection')).toBe('close');
      expect(answer.fields.has('transfer-encoding')).toBe(false);
      expect(answer.body.toString()).toContain('</main>');
    }
  });

  it('answers a client that has closed its sending side', async () => {
    const { server } = await start();
    const client = await HttpClient.connect(server);
    client.ask('/file.txt');
    client.ask('/sub/gr%C3%B6%C3%9Fe%20%F0%9F%98%80.bin');
    client.wire.endInput();
    expect((await client.read()).body.toString()).toBe('content');
    expect((await client.read()).body).toHaveLength(100_000);
    expect(await client.wire.readToEnd()).toHaveLength(0);
  });
});
