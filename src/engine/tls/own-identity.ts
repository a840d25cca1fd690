import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { EpochMilliseconds, Milliseconds } from '../../shared/units.ts';
import { FailureError } from '../../shared/failure.ts';
import { fileFailure } from './identity-failures.ts';
import { identityOf, readKeyPair, type TlsIdentity, type TlsKeyPair } from './tls-key-pair.ts';
import { writeSecretFile } from './write-secret-file.ts';

const DAY: Milliseconds = 24 * 3_600_000;
/** Apple's systems accept no certificate that is valid for longer. */
const VALID_MS: Milliseconds = 825 * DAY;
/** So long before its end a certificate is replaced. */
const RENEW_BEFORE_MS: Milliseconds = 30 * DAY;
/** Clocks of clients may be behind. */
const BACKDATED_MS: Milliseconds = DAY;

const CERTIFICATE_START = '-----BEGIN CERTIFICATE-----';

/**
 * The identity that is kept in a folder, in one file, so that key and certificate always belong together:
 * a key on the curve P-256, and a certificate that it signed itself for this computer's names and
 * addresses. Made if there is none; renewed, with the same key, when its time is nearly over (or has not
 * come: the clock was wrong).
 *
 * @param nowMs - on the wall clock
 * @throws FailureError where it is damaged, or cannot be read or written; nothing is half done then
 */
export async function openIdentity(folder: string, nowMs: EpochMilliseconds): Promise<TlsIdentity> {
  const path = pathIn(folder);
  const kept = await readIdentity(path, nowMs);
  if (kept !== undefined) return kept;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  write(path, await textOf(privateKey, nowMs), 'keep');
  // Another program may have been first.
  return (await readIdentity(path, nowMs)) ?? gone(path);
}

/**
 * As {@link openIdentity}, for a server that runs: it never gets another key by itself.
 *
 * @throws FailureError also where the file is gone
 */
export async function renewIdentity(
  folder: string,
  nowMs: EpochMilliseconds,
): Promise<TlsIdentity> {
  const path = pathIn(folder);
  return (await readIdentity(path, nowMs)) ?? gone(path);
}

function pathIn(folder: string): string {
  return join(folder, 'tls-identity.pem');
}

function gone(path: string): never {
  throw new FailureError({ code: 'own-identity-gone', path });
}

/** Apart from each other: the certificate is for everybody, the key is not. */
function pairIn(text: string): TlsKeyPair {
  const end = text.indexOf(CERTIFICATE_START);
  return end === -1
    ? { key: text, certificate: '' }
    : { key: text.slice(0, end), certificate: text.slice(end) };
}

/** `undefined`: there is none. */
async function readIdentity(
  path: string,
  nowMs: EpochMilliseconds,
): Promise<TlsIdentity | undefined> {
  const text = readText(path);
  if (text === undefined) return undefined;
  const kept = pairIn(text);
  const { privateKey, x509 } = readKeyPair(kept);
  if (privateKey === undefined || x509?.checkPrivateKey(privateKey) !== true) {
    throw new FailureError({ code: 'own-identity-damaged', path });
  }
  const isDue =
    nowMs < x509.validFromDate.getTime() || nowMs > x509.validToDate.getTime() - RENEW_BEFORE_MS;
  if (!isDue) return identityOf(kept, x509);
  const renewed = await textOf(privateKey, nowMs);
  write(path, renewed, 'replace');
  return identityOf(pairIn(renewed), x509);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fileFailure('identity-file-unreadable', path, error);
  }
}

function write(path: string, text: string, ifExists: 'keep' | 'replace'): void {
  try {
    writeSecretFile(path, text, ifExists);
  } catch (error) {
    throw fileFailure('own-identity-not-kept', path, error);
  }
}

async function textOf(privateKey: KeyObject, nowMs: EpochMilliseconds): Promise<string> {
  // Needed once in two years.
  const { signOwnCertificate } = await import('./self-signed.ts');
  const certificate = signOwnCertificate(privateKey, {
    commonName: `Fifolio on ${hostname().slice(0, 40)}`,
    names: ownNames(),
    from: new Date(nowMs - BACKDATED_MS),
    until: new Date(nowMs - BACKDATED_MS + VALID_MS),
  });
  return `${privateKey.export({ type: 'pkcs8', format: 'pem' }) as string}${certificate}`;
}

/** Names and addresses by which others may reach this computer. */
function ownNames(): string[] {
  const name = hostname().toLowerCase();
  // A DNS name is ASCII; a computer may be called anything.
  const names = /^[a-z\d]([a-z\d.-]*[a-z\d])?$/.test(name)
    ? [name, `${name.split('.')[0]!}.local`]
    : [];
  const addresses = Object.values(networkInterfaces()).flatMap((infos) =>
    (infos ?? []).map(({ address }) => address.split('%')[0]!),
  );
  return [...new Set(['localhost', ...names, '127.0.0.1', '::1', ...addresses])];
}
