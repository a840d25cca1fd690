import { describe, expect, it } from 'vitest';
import { greetingOf } from './greeting.ts';

const stranger = (text: string, hasEnded = false) => {
  const greeting = greetingOf({ text, hasEnded });
  return greeting.is === 'stranger' ? greeting.stranger : greeting;
};

describe('who says what', () => {
  it.each([
    ['SSH-2.0-OpenSSH_9.9\r\n', { kind: 'ssh', words: 'SSH-2.0-OpenSSH_9.9' }],
    ['HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n', { kind: 'http', words: 'nginx' }],
    ['HTTP/1.1 400 Bad Request\r\n\r\n', { kind: 'http' }],
    [
      '220 mx.example.org ESMTP Postfix\r\n',
      { kind: 'smtp', words: '220 mx.example.org ESMTP Postfix' },
    ],
    ['220 (vsFTPd 3.0.5)\r\n', { kind: 'ftp', words: '220 (vsFTPd 3.0.5)' }],
    ['* OK IMAP4 ready\r\n', { kind: 'mail', words: '* OK IMAP4 ready' }],
    ['RFB 003.008\n', { kind: 'vnc', words: 'RFB 003.008' }],
    ['\x15\x03\x01\x00\x02\x02\x46', { kind: 'tls' }],
    ['-ERR unknown command\x1b[2J\r\n', { kind: 'unknown', words: '-ERR unknown command [2J' }],
    ['', { kind: 'silent' }],
  ])('%j', (text, expected) => {
    expect(stranger(text)).toEqual(expected);
  });

  it('ends without a word', () => {
    expect(stranger('', true)).toEqual({ kind: 'closed' });
  });

  it('is a file server, native or plain', () => {
    const native = { is: 'file-server', dialect: 'native', encrypted: false };
    expect(greetingOf({ text: '{"ok":true,"server":"fifolio"}\n', hasEnded: false })).toEqual(
      native,
    );
    expect(greetingOf({ text: '{"ok":false,"code":"busy"}\n', hasEnded: true })).toEqual(native);
    const plain = { is: 'file-server', dialect: 'plain', encrypted: false };
    expect(greetingOf({ text: 'File not found', hasEnded: true })).toEqual(plain);
    expect(stranger('{"ok":"yes"}')).toMatchObject({ kind: 'unknown' });
  });
});
