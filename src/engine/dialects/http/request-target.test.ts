import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { pathOfName } from '../../../shared/name-path.ts';
import { parseTarget } from './request-target.ts';

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

describe('the target of a request', () => {
  it.each([
    ['/', ''],
    ['/a/b.txt', 'a/b.txt'],
    ['/a/', 'a/'],
    ['/a%20b', 'a b'],
    ['/a+b', 'a+b'],
    ['/%c3%A9', 'é'],
    ['/%25', '%'],
    ['/%252F', '%2F'],
    ['/%2525', '%25'],
    ['/%2e%2e/x', '../x'],
    ['/%5c', '\\'],
    ['/a%3Fb%23c', 'a?b#c'],
    ['//host/x', '/host/x'],
    [latin1('/größe 😀'.replace(' ', '%20')), 'größe 😀'],
    ["/a;b=c:@!$&'()*,", "a;b=c:@!$&'()*,"],
  ])('%j is the path %j', (target, path) => {
    expect(parseTarget(target)).toEqual({ path, query: new URLSearchParams() });
  });

  it.each([
    ['a slash in a part', '/a%2Fb'],
    ['a slash in a part, in lower case', '/a%2fb'],
    ['half an escape', '/%2'],
    ['no escape', '/%'],
    ['digits that are none', '/%zz'],
    ['bytes that are not UTF-8', '/%ff'],
    ['an overlong slash', '/%c0%af'],
    ['a lone surrogate', '/%ed%a0%80'],
    ['raw bytes that are not UTF-8', '/\xff'],
    ['a fragment', '/a#b'],
    ['no slash', 'a'],
    ['an asterisk', '*'],
    ['the authority form', 'host:80'],
    ['nothing', ''],
    ['another scheme', 'ftp://host/a'],
    ['a fragment in the absolute form', 'http://host#a'],
  ])('with %s is refused', (_, target) => {
    expect(parseTarget(target)).toBeUndefined();
  });

  it('has a query, whose plus is a space', () => {
    const { path, query } = parseTarget(latin1('/a?q=ä+b%2Bc&download'))!;
    expect(path).toBe('a');
    expect([...query]).toEqual([
      ['q', 'ä b+c'],
      ['download', ''],
    ]);
  });

  it.each([
    ['http://host', 'host', ''],
    ['http://host/', 'host', ''],
    ['HTTP://host:80/a?b', 'host:80', 'a'],
    ['https://[::1]:1/a', '[::1]:1', 'a'],
    ['http://host?b', 'host', ''],
    ['http:///a', '', 'a'],
    ['http://host//a', 'host', '/a'],
  ])('in absolute form: %j', (target, authority, path) => {
    expect(parseTarget(target)).toMatchObject({ authority, path });
  });

  test.prop([fc.string({ unit: 'grapheme', maxLength: 30 })])(
    'gives back the name that a link was made of',
    (name) => {
      expect(parseTarget(pathOfName(name))?.path).toBe(name);
    },
  );

  test.prop([fc.string({ unit: 'binary-ascii', maxLength: 30 })])(
    'is never decoded twice',
    (text) => {
      const once = `/${text.replaceAll('%', '%25').replaceAll(/[#?]/g, encodeURIComponent)}`;
      expect(parseTarget(once)?.path).toBe(text);
    },
  );
});
