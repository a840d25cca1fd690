import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { agentName } from './agent-name.ts';

describe('the short name of a user agent', () => {
  it.each([
    [
      'Chrome',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36',
    ],
    [
      'Chrome',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/139.0 Mobile/15E148 Safari/604.1',
    ],
    [
      'Edge',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0',
    ],
    ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0'],
    [
      'Firefox',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/142.0 Mobile/15E148 Safari/605.1.15',
    ],
    [
      'Safari',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    ],
    ['curl', 'curl/8.15.0'],
    ['Wget', 'Wget/1.25.0'],
    ['aria2', 'aria2/1.37.0'],
    ['Python', 'Python-urllib/3.13'],
    ['Python', 'python-requests/2.32.4'],
    ['Python', 'Python/3.13 aiohttp/3.12.15'],
    ['VLC', 'VLC/3.0.21 LibVLC/3.0.21'],
    ['abcdefghijklmnopqrstuvwx', 'abcdefghijklmnopqrstuvwxyz/1'],
    [undefined, ''],
    [undefined, '(only a comment)'],
    [undefined, '\u00e9t\u00e9/1.0'],
  ])('%s: %s', (name, userAgent) => {
    expect(agentName(userAgent)).toBe(name);
  });

  it.prop([fc.string({ unit: 'binary' })])('is safe to show, whatever was sent', (userAgent) => {
    expect(agentName(userAgent) ?? 'none').toMatch(/^[!-~]{1,24}$/);
  });
});
