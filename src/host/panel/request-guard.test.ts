import { describe, expect, it } from 'vitest';
import { hostAllowed, originAllowed } from './request-guard.ts';

describe('hostAllowed', () => {
  it.each([
    ['127.0.0.1:8000', '127.0.0.1', true],
    ['LOCALHOST:8000', '127.0.0.1', true],
    ['127.9.9.9:8000', '127.0.0.1', true],
    ['[::1]:8000', '127.0.0.1', true],
    ['localhost.evil.example:8000', '127.0.0.1', false],
    ['127.0.0.1.evil.example:8000', '127.0.0.1', false],
    ['192.168.1.5:8000', '127.0.0.1', false],
    ['192.168.1.5:8000', '0.0.0.0', true],
    ['[2001:db8::1]:8000', '::', true],
    ['evil.example:8000', '0.0.0.0', false],
    ['192.168.1.5:8000', '192.168.1.5', true],
    ['192.168.1.6:8000', '192.168.1.5', false],
    ['panel.lan:8000', 'panel.lan', true],
    ['user@127.0.0.1:8000', '127.0.0.1', false],
    ['127.0.0.1:08000', '127.0.0.1', false],
    ['127.0.0.1', '127.0.0.1', false],
  ])('%s on a panel at %s: %s', (header, host, allowed) => {
    expect(hostAllowed(header, { scheme: 'http', host, port: 8000 })).toBe(allowed);
  });

  it('leaves out the own port of the scheme alone', () => {
    const names = { host: '192.168.1.5', port: 443 };
    expect(hostAllowed('192.168.1.5', { ...names, scheme: 'https' })).toBe(true);
    expect(hostAllowed('192.168.1.5', { ...names, scheme: 'http' })).toBe(false);
  });

  it('needs the header', () => {
    expect(hostAllowed(undefined, { scheme: 'http', host: '127.0.0.1', port: 8000 })).toBe(false);
  });
});

it('takes only the origin of the page that the panel itself served', () => {
  expect(originAllowed('http://127.0.0.1:8000', '127.0.0.1:8000', 'http')).toBe(true);
  expect(originAllowed('http://127.0.0.1:8001', '127.0.0.1:8000', 'http')).toBe(false);
  expect(originAllowed('https://127.0.0.1:8000', '127.0.0.1:8000', 'http')).toBe(false);
  expect(originAllowed(undefined, '127.0.0.1:8000', 'http')).toBe(false);
  expect(originAllowed('null', '127.0.0.1:8000', 'http')).toBe(false);
  expect(originAllowed('https://127.0.0.1:8000', '127.0.0.1:8000', 'https')).toBe(true);
  expect(originAllowed('http://127.0.0.1:8000', '127.0.0.1:8000', 'https')).toBe(false);
});
