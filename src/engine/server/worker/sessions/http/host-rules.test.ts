import { describe, expect, it } from 'vitest';
import { HostRules } from './host-rules.ts';

const rules = new HostRules('Desk.example.org', ['files.example.com']);

describe('HostRules', () => {
  it.each([
    '127.0.0.1',
    '192.168.1.2:8080',
    '[::1]',
    '[fe80::1]:80',
    'localhost',
    'LOCALHOST:1',
    'localhost.',
    'desk',
    'desk.local:80',
    'desk.example.org',
    'files.example.com',
    'FILES.example.com:443',
    'desk:',
  ])('%j is allowed', (authority) => {
    expect(rules.allows(authority)).toBe(true);
  });

  it.each([
    '',
    ':80',
    'evil.example',
    'evil.example:80',
    'localhost.evil.example',
    'evil-localhost',
    'x.desk.local',
    'desk.example.org.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1@evil.example',
    'user@localhost',
    '127.0.0.1:80:80',
    '127.0.0.1:a',
    '127.1',
    '0x7f000001',
    '2130706433',
    '[::1',
    '[localhost]',
    '[127.0.0.1]',
    '::1',
    '[::1]x',
    'localhost/',
    'localhost, evil.example',
    ' localhost',
    'localhost..',
  ])('%j is not allowed', (authority) => {
    expect(rules.allows(authority)).toBe(false);
  });

  it('allows any name where that was wished for', () => {
    const any = new HostRules('desk', ['*']);
    expect(any.allows('whatever.example:1')).toBe(true);
    expect(any.allows('a:b')).toBe(false);
  });

  it('a computer without a name adds none', () => {
    expect(new HostRules('', []).allows('')).toBe(false);
  });
});
