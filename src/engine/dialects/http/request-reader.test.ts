import { HttpFields } from './request-head.ts';
import { describe, expect, it } from 'vitest';
import { HttpRequestReader, MAX_CONTENT_BYTES } from './request-reader.ts';
import { MAX_HEAD_BYTES, MAX_REQUEST_LINE_BYTES } from './request-head.ts';

const HOST = 'Host: a\r\n';

/** What became of each request: its target, or the status of its problem. */
function outcomes(reader: HttpRequestReader): (string | number)[] {
  const found: (string | number)[] = [];
  for (;;) {
    const next = reader.next();
    if (next.kind === 'incomplete') return found;
    if (next.kind === 'problem') return [...found, next.problem.status];
    found.push(next.kind === 'request' ? next.head.target : 'continue');
  }
}

function outcomesOf(...pieces: (string | Buffer)[]): (string | number)[] {
  const reader = new HttpRequestReader();
  const found: (string | number)[] = [];
  for (const piece of pieces) {
    reader.push(Buffer.from(piece as string, 'latin1'));
    found.push(...outcomes(reader));
    // After a problem nothing is read any more.
    if (typeof found.at(-1) === 'number') break;
  }
  return found;
}

const get = (target: string, more = ''): string => `GET ${target} HTTP/1.1\r\n${HOST}${more}\r\n`;

describe('HttpRequestReader', () => {
  it('reads a head', () => {
    const reader = new HttpRequestReader();
    reader.push(Buffer.from('HEAD /x?y HTTP/1.0\r\nRange: bytes=0-1 \r\n\r\n'));
    expect(reader.next()).toMatchObject({
      kind: 'request',
      head: {
        method: 'HEAD',
        target: '/x?y',
        minor: 0,
        fields: new HttpFields([['range', 'bytes=0-1']]),
      },
    });
    expect(reader.hasBegun).toBe(false);
  });

  it('reads requests that are sent ahead, one after the other', () => {
    expect(outcomesOf(get('/1') + get('/2', 'X: y\r\n') + get('/3'))).toEqual(['/1', '/2', '/3']);
  });

  it('ignores empty lines before a request, and only whole ones', () => {
    expect(outcomesOf(`\r\n\r\n${get('/1')}\r\n${get('/2')}`)).toEqual(['/1', '/2']);
    expect(outcomesOf(`\n${get('/1')}`)).toEqual([400]);
    expect(outcomesOf(`\r${get('/1')}`)).toEqual([400]);
  });

  it.each([
    ['in the request line', `GET / HTTP/1.1\n${HOST}\r\n`],
    ['in a field', `GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n`],
    ['at the end of the head', `GET / HTTP/1.1\r\n${HOST}\n`],
    ['twice', 'GET / HTTP/1.1\n\n'],
  ])('refuses a lone line feed %s, without waiting for more', (_, text) => {
    expect(outcomesOf(text)).toEqual([400]);
  });

  it.each([
    ['in the request line', `GET / HTTP/1.1\r${HOST}\r\n\r\n`],
    ['in a field', `GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n`],
  ])('refuses a lone carriage return %s', (_, text) => {
    expect(outcomesOf(text)).toEqual([400]);
  });

  it('takes a request line of 8 KiB, and refuses a longer one as soon as it is too long', () => {
    const room = MAX_REQUEST_LINE_BYTES - 'GET / HTTP/1.1'.length;
    expect(outcomesOf(get(`/${'a'.repeat(room)}`))).toEqual([`/${'a'.repeat(room)}`]);
    expect(outcomesOf(get(`/${'a'.repeat(room + 1)}`))).toEqual([414]);
    expect(outcomesOf('a'.repeat(MAX_REQUEST_LINE_BYTES))).toEqual([]);
    expect(outcomesOf('a'.repeat(MAX_REQUEST_LINE_BYTES + 1))).toEqual([414]);
  });

  it('takes a head of 32 KiB, and refuses a longer one as soon as it is too long', () => {
    const before = `GET / HTTP/1.1\r\n${HOST}X: `;
    const room = MAX_HEAD_BYTES - before.length;
    expect(outcomesOf(`${before}${'a'.repeat(room)}\r\n\r\n`)).toEqual(['/']);
    expect(outcomesOf(`${before}${'a'.repeat(room + 1)}\r\n\r\n`)).toEqual([431]);
    expect(outcomesOf(before + 'a'.repeat(room + 1))).toEqual([431]);
    expect(outcomesOf(before, 'a'.repeat(room), 'a')).toEqual([431]);
  });

  it('says the same of a line and a head that are both too long, however they arrive', () => {
    const text = get(
      `/${'a'.repeat(MAX_REQUEST_LINE_BYTES)}`,
      `X: ${'a'.repeat(MAX_HEAD_BYTES)}\r\n`,
    );
    expect(outcomesOf(text)).toEqual([414]);
    expect(outcomesOf(text.slice(0, 9000), text.slice(9000))).toEqual([414]);
  });

  it('steps over content, so that none of it is taken for a request', () => {
    const smuggled = get('/smuggled');
    const post = `POST /1 HTTP/1.1\r\n${HOST}Content-Length: ${smuggled.length}\r\n\r\n${smuggled}`;
    expect(outcomesOf(post + get('/2'))).toEqual(['/1', '/2']);
    const size = smuggled.length.toString(16);
    const chunked = `POST /1 HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n${size}\r\n${smuggled}\r\n0\r\n\r\n`;
    expect(outcomesOf(chunked + get('/2'))).toEqual(['/1', '/2']);
  });

  it('takes 64 KiB of content, and refuses more by its length alone', () => {
    const post = (length: number | string): string =>
      `POST / HTTP/1.1\r\n${HOST}Content-Length: ${length}\r\n\r\n`;
    expect(outcomesOf(post(MAX_CONTENT_BYTES), Buffer.alloc(MAX_CONTENT_BYTES))).toEqual(['/']);
    expect(outcomesOf(post(MAX_CONTENT_BYTES + 1))).toEqual([413]);
    expect(outcomesOf(post('9'.repeat(400)))).toEqual([413]);
    const chunked = `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n`;
    expect(outcomesOf(`${chunked}10001\r\n`)).toEqual([413]);
    expect(outcomesOf(`${chunked}x\r\n`)).toEqual([400]);
  });

  it('asks a client that waits to go on, once, and none that does not wait', () => {
    const post = `POST /1 HTTP/1.1\r\n${HOST}Content-Length: 3\r\nExpect: 100-Continue\r\n\r\n`;
    expect(outcomesOf(post, 'a', 'bc')).toEqual(['continue', '/1']);
    expect(outcomesOf(`${post}abc`)).toEqual(['/1']);
    expect(outcomesOf(get('/2', 'Expect: 100-continue\r\n'))).toEqual(['/2']);
    expect(outcomesOf(post.replace('1.1', '1.0'), 'abc')).toEqual(['/1']);
  });

  it('refuses another expectation, whether its content has arrived or not', () => {
    const post = `POST /1 HTTP/1.1\r\n${HOST}Content-Length: 3\r\nExpect: miracle\r\n\r\n`;
    expect(outcomesOf(post)).toEqual([417]);
    expect(outcomesOf(`${post}abc`)).toEqual([417]);
  });

  it('knows whether a request has begun', () => {
    const reader = new HttpRequestReader();
    expect(reader.hasBegun).toBe(false);
    reader.push(Buffer.from('\r\n'));
    expect(outcomes(reader)).toEqual([]);
    expect(reader.hasBegun).toBe(false);
    reader.push(Buffer.from(`POST / HTTP/1.1\r\n${HOST}Content-Length: 2\r\n\r\n`));
    expect(outcomes(reader)).toEqual([]);
    expect(reader.hasBegun).toBe(true);
    reader.push(Buffer.from('ab'));
    expect(outcomes(reader)).toEqual(['/']);
    expect(reader.hasBegun).toBe(false);
  });

  it('does not confuse fields that are repeated with fields that only look alike', () => {
    const reader = new HttpRequestReader();
    const values = ['1', '1', '2', '2', '1'];
    for (const value of values) reader.push(Buffer.from(get('/', `X: ${value}\r\n`)));
    const read = values.map(() => {
      const next = reader.next();
      return next.kind === 'request' ? next.head.fields.get('x') : next.kind;
    });
    expect(read).toEqual(values);
  });
});
