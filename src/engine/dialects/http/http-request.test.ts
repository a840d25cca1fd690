import { describe, expect, it } from 'vitest';
import { HttpRequest } from './http-request.ts';
import { KnownRequests } from './known-requests.ts';
import { HttpFields } from './request-head.ts';
import { HttpRequestReader } from './request-reader.ts';

function request(
  target: string,
  {
    method = 'GET',
    minor = 1,
    fields = [],
  }: { method?: string; minor?: 0 | 1; fields?: [string, string][] } = {},
): HttpRequest {
  return new HttpRequest({ method, target, minor, fields: new HttpFields(fields) });
}

describe('the name of a usual request', () => {
  it.each([
    ['/a', 'a'],
    ['/a/b%20c', 'a/b c'],
    ['/', ''],
    ['/folder/', 'folder/'],
    ['/.fifolio/health', '.fifolio/health'],
  ])('of %s is %j', (target, name) => {
    expect(request(target).usualName).toBe(name);
  });

  it.each(['/a?download', 'http://other/a', '/a%2Fb', '/%ff', '*'])('%s has none', (target) => {
    expect(request(target).usualName).toBeUndefined();
  });

  it.each([
    'range',
    'if-none-match',
    'if-match',
    'if-modified-since',
    'if-unmodified-since',
    'want-repr-digest',
  ])('a request with %s has none', (field) => {
    expect(request('/a', { fields: [[field, 'x']] }).usualName).toBeUndefined();
  });

  it('only GET has one', () => {
    expect(request('/a', { method: 'HEAD' }).usualName).toBeUndefined();
    expect(request('/a', { method: 'OPTIONS' }).usualName).toBeUndefined();
  });
});

it.each<[minor: 0 | 1, connection: string | undefined, persistence: string]>([
  [1, undefined, 'keep'],
  [1, 'close', 'close'],
  [1, 'keep-alive', 'keep'],
  [0, undefined, 'close'],
  [0, 'keep-alive', 'keep-1.0'],
])('HTTP/1.%i with Connection: %s wants %s', (minor, connection, persistence) => {
  const fields: [string, string][] = connection === undefined ? [] : [['connection', connection]];
  expect(request('/', { minor, fields }).persistence).toBe(persistence);
});

describe('what is read of a head that came before', () => {
  const read = (known: KnownRequests, text: string): unknown => {
    const reader = new HttpRequestReader(known);
    reader.push(Buffer.from(text, 'latin1'));
    return reader.next();
  };
  const get = 'GET /a HTTP/1.1\r\nHost: a\r\n\r\n';

  it('is the same object, in another reader too', () => {
    const known = new KnownRequests();
    expect(read(known, get)).toBe(read(known, get));
  });

  it('differs with a single byte', () => {
    const known = new KnownRequests();
    const first = read(known, get);
    expect(read(known, get.replace('/a', '/b'))).not.toBe(first);
    expect(read(known, get.replace('Host', 'host'))).not.toBe(first);
  });

  it('is read anew where content follows', () => {
    const known = new KnownRequests();
    const post = 'POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n';
    expect(read(known, `${post}x`)).toMatchObject({ kind: 'request' });
    expect(read(known, post)).toEqual({ kind: 'incomplete' });
  });

  it('is forgotten sooner or later, so that memory is bounded', () => {
    const known = new KnownRequests();
    const first = read(known, get);
    for (let at = 0; at < 1024; at++) read(known, get.replace('/a', `/${String(at)}`));
    const again = read(known, get);
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });

  it('is not kept of a long head', () => {
    const known = new KnownRequests();
    const long = get.replace('/a', `/${'a'.repeat(1024)}`);
    expect(read(known, long)).not.toBe(read(known, long));
  });
});
