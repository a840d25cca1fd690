import { expect, it } from 'vitest';
import { TlsSessions } from './tls-sessions.ts';

const shown = { fingerprint: 'A'.repeat(43), isVouchedFor: false };

function sessionOf(byte: number) {
  return { session: Uint8Array.of(byte), shown };
}

it('keeps the latest of each server, and forgets the one that was met longest ago', () => {
  const sessions = new TlsSessions();
  const server = (port: number) => ({ host: 'nas', port });
  for (let port = 1; port <= 64; port += 1) sessions.put(server(port), sessionOf(port));
  sessions.put(server(1), sessionOf(100));
  sessions.put(server(65), sessionOf(65));
  expect(sessions.get(server(1))).toEqual(sessionOf(100));
  expect(sessions.get(server(2))).toBeUndefined();
  expect(sessions.get(server(3))).toEqual(sessionOf(3));
  sessions.forget(server(3));
  expect(sessions.get(server(3))).toBeUndefined();
});
