import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fingerprintOfKey } from './key-fingerprint.ts';
import { openIdentity, renewIdentity } from './own-identity.ts';

const DAY_MS = 24 * 3_600_000;
const NOW_MS = Date.UTC(2027, 0, 15);

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fifolio-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const file = (folder: string): string => join(folder, 'tls-identity.pem');

describe('openIdentity', () => {
  it('makes a key and a certificate that belong together, for this computer', async () => {
    const folder = newFolder();
    const identity = await openIdentity(join(folder, 'new', 'data'), NOW_MS);
    const x509 = new X509Certificate(identity.certificate);
    expect(x509.verify(x509.publicKey)).toBe(true);
    expect(x509.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(x509.checkHost('localhost')).toBe('localhost');
    expect(x509.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(x509.checkIP('::1')).toBe('::1');
    expect(x509.subject).toContain(hostname().slice(0, 40));
    expect(x509.ca).toBe(false);
    const days = (x509.validToDate.getTime() - x509.validFromDate.getTime()) / DAY_MS;
    expect(days).toBe(825);
    expect(identity.fingerprint).toBe(
      fingerprintOfKey(x509.publicKey.export({ type: 'spki', format: 'der' })),
    );
    expect(identity.certificate).not.toContain('PRIVATE');
  });

  it.skipIf(process.platform === 'win32')('lets the owner alone read it', async () => {
    const folder = join(newFolder(), 'data');
    await openIdentity(folder, NOW_MS);
    expect(statSync(file(folder)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('gives the same one as long as its time lasts', async () => {
    const folder = newFolder();
    const first = await openIdentity(folder, NOW_MS);
    expect(await openIdentity(folder, NOW_MS + 790 * DAY_MS)).toEqual(first);
    expect(await renewIdentity(folder, NOW_MS + 790 * DAY_MS)).toEqual(first);
    expect(readdirSync(folder)).toEqual(['tls-identity.pem']);
  });

  it.each([
    ['nearly over', 795],
    ['long over', 4000],
    ['not come, as the clock was wrong', -365],
  ])('renews it with the same key when its time has %s', async (_, days) => {
    const folder = newFolder();
    const first = await openIdentity(folder, NOW_MS);
    const nowMs = NOW_MS + days * DAY_MS;
    const renewed = await renewIdentity(folder, nowMs);
    expect(renewed.certificate).not.toBe(first.certificate);
    expect(renewed).toMatchObject({ key: first.key, fingerprint: first.fingerprint });
    const x509 = new X509Certificate(renewed.certificate);
    expect(x509.validFromDate.getTime()).toBeLessThan(nowMs);
    expect(x509.validToDate.getTime()).toBeGreaterThan(nowMs + 800 * DAY_MS);
    expect(await openIdentity(folder, nowMs)).toEqual(renewed);
  });

  it('has another program that was first go before', async () => {
    const folder = newFolder();
    const all = await Promise.all([0, 1, 2].map(() => openIdentity(folder, NOW_MS)));
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });

  it('never makes a new key of a damaged file', async () => {
    const folder = newFolder();
    await openIdentity(folder, NOW_MS);
    const whole = readFileSync(file(folder), 'latin1');
    for (const text of ['', whole.slice(0, 300), whole.slice(300), whole.replace('M', 'N')]) {
      writeFileSync(file(folder), text);
      await expect(openIdentity(folder, NOW_MS)).rejects.toMatchObject({
        failure: { code: 'own-identity-damaged', path: file(folder) },
      });
      expect(readFileSync(file(folder), 'latin1')).toBe(text);
    }
  });

  it('says that it cannot be read or written, and leaves nothing behind', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'no-folder'), '');
    for (const below of [join(folder, 'no-folder'), join(folder, 'no-folder', 'x')]) {
      await expect(openIdentity(below, NOW_MS)).rejects.toMatchObject({
        failure: { code: 'identity-file-unreadable', path: file(below), systemCode: 'ENOTDIR' },
      });
    }
    expect(readdirSync(folder)).toEqual(['no-folder']);
  });
});

describe('renewIdentity', () => {
  it('makes no new key where the file is gone', async () => {
    const folder = newFolder();
    await expect(renewIdentity(folder, NOW_MS)).rejects.toMatchObject({
      failure: { code: 'own-identity-gone', path: file(folder) },
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
