import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { TestFolder, TestServer } from './test-server.ts';
import { TLS_IDENTITY } from './tls-identity.ts';

const hasScanner = spawnSync('sslscan', ['--version']).status === 0;

it.skipIf(!hasScanner)('a scanner finds no weakness in TLS (needs sslscan)', async () => {
  const server = await TestServer.start(new TestFolder(), {
    tls: { ...TLS_IDENTITY, only: false },
  });
  const { stdout } = await promisify(execFile)('sslscan', [
    '--no-colour',
    `127.0.0.1:${server.port}`,
  ]);
  for (const version of ['SSLv2', 'SSLv3', 'TLSv1.0', 'TLSv1.1']) {
    expect(stdout).toMatch(new RegExp(String.raw`^${version} +disabled`, 'm'));
  }
  expect(stdout).toMatch(/^TLSv1\.2 +enabled/m);
  expect(stdout).toMatch(/^TLSv1\.3 +enabled/m);
  expect(stdout).toContain('Session renegotiation not supported');
  expect(stdout).not.toMatch(/Compression enabled|^TLSv1\.\d vulnerable/m);
  const ciphers = [...stdout.matchAll(/^(?:Preferred|Accepted) .* bits +(\S+)/gm)];
  expect(ciphers.length).toBeGreaterThanOrEqual(6);
  for (const [, name] of ciphers) expect(name).toMatch(/GCM|CHACHA20/);
  // 112 bits would be a group of numbers that is too small.
  expect(stdout).not.toMatch(/ (?:56|80|112) bits/);
});
