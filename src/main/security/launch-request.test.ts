import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { formatEndpoint } from '../../shared/endpoint.ts';
import { launchRequest, launchWords } from './launch-request.ts';

const HERE = path.resolve('somewhere');
const request = (...words: string[]) => launchRequest(launchWords(['app', ...words], false), HERE);

it('leaves out the folder of an app that is not packaged', () => {
  const argv = ['electron', '--inspect=0', '/project', '--user-data-dir=/x', 'a folder'];
  expect(launchWords(argv, true)).toEqual(['a folder']);
  expect(launchWords(argv, false)).toEqual(['/project', 'a folder']);
});

describe('what the app is started for', () => {
  it('is its window where nothing is said, or only switches', () => {
    expect(request()).toEqual({ kind: 'window' });
    expect(request('--no-sandbox', '-psn_0_1', '')).toEqual({ kind: 'window' });
  });

  it.each([
    ['fifolio://nas:8080', { host: 'nas', port: 8080 }, undefined],
    ['fifolio://nas:8080/', { host: 'nas', port: 8080 }, undefined],
    ['FIFOLIO://[::1]:9/a', { host: '::1', port: 9 }, 'a'],
    ['fifolio://nas:8080/photos/a%20b%C3%BC.jpg', { host: 'nas', port: 8080 }, 'photos/a bü.jpg'],
    ['fifolio://[fe80::1%25eth0]:9/', { host: 'fe80::1%eth0', port: 9 }, undefined],
    [
      'fifolio://nas:8080/a#code=k7-2m&key=abc',
      { host: 'nas', port: 8080, encrypted: true, accessCode: 'k7-2m', key: 'abc' },
      'a',
    ],
    ['fifolio://nas:8080/%3F%23%2F', { host: 'nas', port: 8080 }, '?#/'],
  ])('is a server: %s', (link, server, name) => {
    const expected = { kind: 'server', server, ...(name === undefined ? {} : { name }) };
    expect(request('--switch', link)).toEqual(expected);
  });

  it.each([
    'fifolio:nas:8080',
    'fifolio://',
    'fifolio://nas',
    'fifolio://nas:0',
    'fifolio://nas:65536',
    'fifolio://nas:80:80/a',
    'fifolio://user@nas:80/a',
    'fifolio://n%61s:80/a',
    'fifolio://nas:80/a?b',
    'fifolio://nas:80/a#code=',
    'fifolio://nas:80/a#code=1&code=2',
    'fifolio://nas:80/%',
    'fifolio://nas:80/%ff',
    'fifolio://nas:80/%00',
    'fifolio://nas:80/%0aa',
    'fifolio://nas:80/\u001b[31m',
    'fifolio://nas :80/a',
    `fifolio://nas:80/${'a'.repeat(13_000)}`,
    'https://nas:80/a',
    'javascript:alert(1)',
    'file://server/share',
    'file:///%',
    'file:///a%2Fb',
    'a\0b',
  ])('is nothing that it knows: %j', (word) => {
    expect(request(word)).toEqual({ kind: 'unknown', word });
  });

  it.each([
    ['.', HERE],
    ['sub folder', path.join(HERE, 'sub folder')],
    [path.resolve('/absolute'), path.resolve('/absolute')],
    ['./serve', path.join(HERE, 'serve')],
    [pathToFileURL(path.resolve('/a b#')).href, path.resolve('/a b#')],
  ])('is a folder: %s', (word, expected) => {
    expect(request(word)).toEqual({ kind: 'folder', path: expected });
  });

  it('is a command that is the command line’s', () => {
    expect(request('serve', './files')).toEqual({ kind: 'command', word: 'serve' });
  });

  test.prop([fc.domain(), fc.integer({ min: 1, max: 65_535 }), fc.string({ unit: 'grapheme' })])(
    'is read from a link as it was written into it',
    (host, port, text) => {
      const name = text.replaceAll(/\p{Control}/gu, '').toWellFormed();
      const link = `fifolio://${formatEndpoint({ host, port })}/${encodeURIComponent(name)}`;
      const named = name === '' ? {} : { name };
      expect(request(link)).toEqual({ kind: 'server', server: { host, port }, ...named });
    },
  );

  test.prop([fc.string({ unit: 'binary', maxLength: 40 })])(
    'is never a failure, whatever a web page puts into a link',
    (rest) => {
      const { kind } = request(`fifolio://${rest}`);
      expect(['server', 'unknown']).toContain(kind);
    },
  );
});
