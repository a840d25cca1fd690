import { describe, expect, it } from 'vitest';
import { mayNavigate, mayOpenExternally } from './navigation-rules.ts';

describe('mayNavigate', () => {
  it.each([
    'app://fifolio/index.html',
    'app://fifolio/index.html#fetch',
    'app://fifolio/index.html?x=1',
  ])('lets the panel load itself again: %s', (url) => {
    expect(mayNavigate(url)).toBe(true);
  });

  it.each([
    'app://fifolio/',
    'app://fifolio/assets/index.js',
    'app://fifolio.example/index.html',
    'app://fifolio@example/index.html',
    'app://user@fifolio/index.html',
    'app://fifolio:1/index.html',
    'https://fifolio/index.html',
    'file:///etc/passwd',
    'data:text/html,hello',
    'javascript:alert(1)',
    'about:blank',
    'blob:app://fifolio/1',
    '',
    'no url',
  ])('stays where it is instead of going to %s', (url) => {
    expect(mayNavigate(url)).toBe(false);
  });
});

describe('mayOpenExternally', () => {
  it('opens https pages of the listed hosts', () => {
    expect(mayOpenExternally('https://github.com/electron/electron')).toBe(true);
  });

  it.each([
    'http://github.com/',
    'https://github.com.example/',
    'https://example/github.com',
    'https://github.com@example/',
    'https://user:word@github.com/',
    'https://github.com:8443/',
    'file:///usr/bin/true',
    'smb://github.com/share',
    'mailto:somebody@github.com',
    'ms-settings:',
    '',
  ])('opens nothing else: %s', (url) => {
    expect(mayOpenExternally(url)).toBe(false);
  });
});
