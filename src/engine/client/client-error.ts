import { asSentence } from '../../shared/sentence.ts';
import type { RefusalCode } from '../../shared/server-state.ts';
import type { Bytes, Milliseconds } from '../../shared/units.ts';
import type { ExpectedKey } from './server-access.ts';
import { localProblem, systemCodeOf, unreachable } from './system-problems.ts';

/**
 * What can go wrong on the client's side:
 * - `refused-by-server`: it answered, and the answer is no (`refusal` says which).
 * - `no-connection`: it could not be reached.
 * - `connection-lost`: it was reached, and then the connection ended or fell silent.
 * - `protocol`: what it sent is neither dialect, or makes no sense.
 * - `unsupported`: its dialect has no such request.
 * - `verification`: what arrived is not what was sent.
 * - `local`: this computer's file system refused (`systemCode` says how, where it was the system).
 * - `exists`: the target is there already, and the policy is `fail`.
 * - `canceled`: by the caller.
 * - `unauthorized`: it asks for an access code, and got none or another (`accessCode` says which).
 * - `unproven-server`: it was given the access code's proof, or was to ask for it, and has not proven its own.
 * - `unknown-key`: it encrypts with a key that nobody has vouched for (`fingerprint`).
 * - `changed-key`: it encrypts with another key (`fingerprint`) than the one it is known by (`knownFingerprint`).
 */
export type ClientErrorCode =
  | 'refused-by-server'
  | 'no-connection'
  | 'connection-lost'
  | 'protocol'
  | 'unsupported'
  | 'verification'
  | 'local'
  | 'exists'
  | 'canceled'
  | 'unauthorized'
  | 'unproven-server'
  | 'unknown-key'
  | 'changed-key';

/** A {@link ClientError} as plain data, fit to cross threads and to be printed as JSON. */
export interface ClientErrorData {
  readonly code: ClientErrorCode;
  /** For a person: what, why, what to do. One line. May hold names as the server sent them. */
  readonly message: string;
  /** With `refused-by-server`: the code on the wire. */
  readonly refusal?: RefusalCode;
  /** With `local` and `no-connection`: the system's own code, such as `ENOSPC`. */
  readonly systemCode?: string;
  /** With `unauthorized`, `unknown-key` and `changed-key`: the server's, as `HOST:PORT`. */
  readonly address?: string;
  /** With `unauthorized`. */
  readonly accessCode?: 'missing' | 'wrong';
  /** With `unknown-key` and `changed-key`: of the key that the server has shown; a `KeyFingerprint`. */
  readonly fingerprint?: string;
  /** With `changed-key`: what was expected; see `ExpectedKey`. */
  readonly knownFingerprint?: string;
  readonly knownFrom?: ExpectedKey['knownFrom'];
}

/** The only error that the client's public functions throw or reject with (argument mistakes aside). */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly data: ClientErrorData;
  /** What has happened, in one sentence, without the file's name and without advice. */
  readonly reason: string;

  constructor(data: ClientErrorData, options: ErrorOptions & { readonly reason?: string } = {}) {
    super(data.message, options);
    this.data = data;
    this.reason = options.reason ?? data.message;
  }

  get code(): ClientErrorCode {
    return this.data.code;
  }

  get refusal(): RefusalCode | undefined {
    return this.data.refusal;
  }

  get systemCode(): string | undefined {
    return this.data.systemCode;
  }
}

function seconds(durationMs: Milliseconds): string {
  return `${String(durationMs / 1000)} s`;
}

function withSystemCode(
  code: ClientErrorCode,
  message: string,
  systemCode: string | undefined,
): ClientErrorData {
  return systemCode === undefined ? { code, message } : { code, message, systemCode };
}

/** Of a message that has advice behind it. */
function firstSentence(message: string): string {
  const end = message.indexOf('. ');
  return end < 0 ? message : message.slice(0, end + 1);
}

/** Every error of the client is made here, so that a message reads the same everywhere. */
export const clientErrors = {
  refused: (name: string, refusal: RefusalCode, message: string): ClientError =>
    new ClientError(
      {
        code: 'refused-by-server',
        refusal,
        message: name === '' ? `The server refused: ${message}` : `${name}: ${message}`,
      },
      { reason: message },
    ),

  /** It became another version again and again while it was fetched. */
  changing: (name: string, times: number): ClientError =>
    new ClientError({
      code: 'refused-by-server',
      refusal: 'changed',
      message: `${name}: the file is being changed on the server; it changed ${times} times while it was fetched. Fetch it again once nothing writes to it any more.`,
    }),

  /** Of the plain dialect, which has one word for everything that it does not send. */
  plainNotFound: (name: string): ClientError =>
    new ClientError({
      code: 'refused-by-server',
      refusal: 'not-found',
      message: `${name}: the server has no such file, or does not share it. Check the spelling; capitals count.`,
    }),

  unreachable: (address: string, cause: unknown): ClientError =>
    new ClientError(
      withSystemCode('no-connection', unreachable(address, cause), systemCodeOf(cause)),
      { cause, reason: firstSentence(unreachable(address, cause)) },
    ),

  connectTimedOut: (address: string, timeoutMs: Milliseconds): ClientError =>
    new ClientError(
      {
        code: 'no-connection',
        systemCode: 'ETIMEDOUT',
        message: `Can't reach ${address}: no answer within ${seconds(timeoutMs)}. Check the address and any firewall in between.`,
      },
      { reason: `Can't reach ${address}: no answer within ${seconds(timeoutMs)}.` },
    ),

  /** Of an IPv6 address with the name of a network interface behind `%`. */
  noSuchInterface: (address: string, zone: string, known: readonly string[]): ClientError =>
    new ClientError({
      code: 'no-connection',
      systemCode: 'EADDRNOTAVAIL',
      message: `Can't reach ${address}: this computer has no network interface ${zone}. It has: ${known.join(', ')}.`,
    }),

  /** Of a link-local IPv6 address, which every network has. */
  interfaceMissing: (address: string, cause: unknown): ClientError =>
    new ClientError(
      withSystemCode(
        'no-connection',
        `Can't reach ${address}: a link-local address (fe80::) needs a network interface, as in fe80::1%eth0.`,
        systemCodeOf(cause),
      ),
      { cause },
    ),

  connectionLost: (address: string, when: string, cause?: unknown): ClientError =>
    new ClientError(
      withSystemCode(
        'connection-lost',
        `${address} ended the connection ${when}. Try again.`,
        systemCodeOf(cause),
      ),
      { cause, reason: `${address} ended the connection ${when}.` },
    ),

  noSignOfLife: (address: string, timeoutMs: Milliseconds): ClientError =>
    new ClientError({
      code: 'connection-lost',
      systemCode: 'ETIMEDOUT',
      message: `${address} has not answered for ${seconds(timeoutMs)}. It may be off, or the network may be gone.`,
    }),

  /** As a tunnel does whose other end is closed. */
  endedMutely: (address: string): ClientError =>
    new ClientError(
      {
        code: 'connection-lost',
        message: `${address} accepted the connection and closed it without an answer. Check that a file server listens there, also behind a tunnel or a forwarded port, and try again.`,
      },
      { reason: `${address} accepted the connection and closed it without an answer.` },
    ),

  silent: (address: string, timeoutMs: Milliseconds): ClientError =>
    new ClientError(
      {
        code: 'connection-lost',
        systemCode: 'ETIMEDOUT',
        message: `${address} sent nothing for ${seconds(timeoutMs)}. Try again later.`,
      },
      { reason: `${address} sent nothing for ${seconds(timeoutMs)}.` },
    ),

  /** `problem` is a sentence. */
  protocol: (address: string, problem: string): ClientError =>
    new ClientError({
      code: 'protocol',
      message: `${address} sent an answer that this client does not understand. ${problem} Check that a file server listens there.`,
    }),

  /** Something answered in HTTP. */
  webServer: (address: string): ClientError =>
    new ClientError({
      code: 'protocol',
      message: `${address} is a web server, not a Fifolio server. Check the port, or open the address in a browser.`,
    }),

  unsupported: (address: string, request: string): ClientError =>
    new ClientError({
      code: 'unsupported',
      message: `${address} speaks only the plain dialect, which cannot ${request}.`,
    }),

  /** Of a server that might speak the plain dialect, as it has said nothing. */
  unheard: (address: string, request: string): ClientError =>
    new ClientError({
      code: 'connection-lost',
      systemCode: 'ETIMEDOUT',
      message: `${address} accepted the connection but did not answer, so it cannot ${request}. Check that a file server listens there, and try again.`,
    }),

  wrongChecksum: (name: string): ClientError =>
    new ClientError(
      {
        code: 'verification',
        message: `${name}: the received file does not match its checksum (CRC-32) and was discarded. Try again; if it happens again, check the network and the server's disk.`,
      },
      {
        reason: 'The received file does not match its checksum (CRC-32) and was discarded.',
      },
    ),

  local: (action: string, cause: unknown): ClientError =>
    new ClientError(withSystemCode('local', localProblem(action, cause), systemCodeOf(cause)), {
      cause,
    }),

  /** A name that the plain dialect cannot ask for. */
  unaskable: (name: string, problem: string): ClientError =>
    new ClientError({
      code: 'unsupported',
      message: `${name}: the plain dialect cannot ask for this name, because ${problem}. Ask for the file to be renamed on the server.`,
    }),

  /** A name that a server gave and that must not, or cannot, become a path here. */
  unsafeName: (name: string, problem: string): ClientError =>
    new ClientError({
      code: 'local',
      message: `${name}: not written, because ${problem}. Ask for the file to be renamed on the server.`,
    }),

  notAFolder: (directory: string): ClientError =>
    new ClientError({
      code: 'local',
      systemCode: 'ENOTDIR',
      message: `${directory} is a file, not a folder. Name a folder to write into.`,
    }),

  inUse: (path: string): ClientError =>
    new ClientError({
      code: 'local',
      systemCode: 'EBUSY',
      message: `${path} shows that another download is writing this file. Wait until it has ended; if there is none, delete the lock file.`,
    }),

  /** Every name that a part could have is taken. */
  strangersPartialFiles: (path: string): ClientError =>
    new ClientError({
      code: 'local',
      systemCode: 'EEXIST',
      message: `${path} and all similar names are taken by files that are not unfinished downloads of this program. Move them away, then fetch again.`,
    }),

  /** A mistake in this program. */
  threadDied: (cause: unknown): ClientError =>
    new ClientError(
      {
        code: 'local',
        message: `${asSentence(`The download thread ended unexpectedly: ${cause instanceof Error ? cause.message : 'without an error'}`)} Fetch again; the received part is kept.`,
      },
      { cause },
    ),

  exists: (path: string): ClientError =>
    new ClientError({
      code: 'exists',
      systemCode: 'EEXIST',
      message: `${path} already exists. Choose what to do: keep both, replace it, or skip it.`,
    }),

  canceled: (received: Bytes): ClientError =>
    new ClientError({
      code: 'canceled',
      message: received > 0 ? 'Canceled; the received part is kept for next time.' : 'Canceled.',
    }),

  accessCodeMissing: (address: string): ClientError =>
    new ClientError({
      code: 'unauthorized',
      address,
      accessCode: 'missing',
      message: `${address} asks for an access code. Ask whoever runs it for the code.`,
    }),

  /** `problem`: the server's own sentence. */
  accessCodeWrong: (address: string, problem: string): ClientError =>
    new ClientError({
      code: 'unauthorized',
      address,
      accessCode: 'wrong',
      message: `${address} does not let you in: ${asSentence(problem)}`,
    }),

  /** It may be another server under the same address, so nothing that it serves is to be believed. */
  codeNotAsked: (address: string): ClientError =>
    new ClientError({
      code: 'unproven-server',
      message: `${address} does not ask for the access code, so it may not be the server that the code is for. Check the address. If it is right and the server has no code any more, connect without one.`,
    }),

  codeNotProven: (address: string): ClientError =>
    new ClientError({
      code: 'unproven-server',
      message: `${address} could not prove that it knows the access code, so it is not the server that the code is for: another computer may be answering in its place. Check the address, and whoever runs the network in between.`,
    }),

  /** Of a choice of dialect that cannot be had together with a code. */
  codeInPlain: (address: string): ClientError =>
    new ClientError({
      code: 'unsupported',
      message: `${address}: the plain dialect cannot prove an access code. Use the native dialect, or leave the code out.`,
    }),

  /** It is not spoken to in another way: who asked to encrypt must not be heard by others. */
  noTls: (address: string, cause: unknown): ClientError =>
    new ClientError(
      {
        code: 'protocol',
        message: `${address} does not encrypt (TLS), so nothing was asked of it. Check the port and that the server encrypts, or connect without encryption if others may listen.`,
      },
      { cause },
    ),

  noCertificate: (address: string): ClientError =>
    new ClientError({
      code: 'protocol',
      message: `${address} encrypts without showing a key, so it could be anybody. Nothing was asked of it.`,
    }),

  endedInHandshake: (address: string, cause: unknown): ClientError =>
    new ClientError(
      withSystemCode(
        'connection-lost',
        `${address} ended the connection before it was encrypted. Check that the server encrypts (TLS), and try again.`,
        systemCodeOf(cause),
      ),
      { cause, reason: `${address} ended the connection before it was encrypted.` },
    ),

  handshakeTimedOut: (address: string, timeoutMs: Milliseconds): ClientError =>
    new ClientError({
      code: 'no-connection',
      systemCode: 'ETIMEDOUT',
      message: `${address} accepted the connection, but did not encrypt it within ${seconds(timeoutMs)}. Check that the server encrypts (TLS).`,
    }),

  unknownKey: (address: string, fingerprint: string): ClientError =>
    new ClientError({
      code: 'unknown-key',
      address,
      fingerprint,
      message: `${address} is not known yet, and no authority vouches for its key. Compare the key's fingerprint with the one that the server shows before you trust it.`,
    }),

  changedKey: (address: string, fingerprint: string, expected: ExpectedKey): ClientError =>
    new ClientError({
      code: 'changed-key',
      address,
      fingerprint,
      knownFingerprint: expected.fingerprint,
      knownFrom: expected.knownFrom,
      message:
        expected.knownFrom === 'user'
          ? `${address} has another key than the one that was given for it. Either the fingerprint is of another server or an earlier key, or another computer is answering in its place. Nothing was sent to it. Ask whoever runs the server for its fingerprint.`
          : `${address} has another key than the one it was known by. Either its key was renewed or it is another server now, or another computer is answering in its place to read along. Nothing was sent to it. Ask whoever runs the server whether its key has changed, and compare the fingerprints, before you trust it again.`,
    }),

  /** `problem` is a sentence. */
  damagedTrustList: (path: string, problem: string): ClientError =>
    new ClientError({
      code: 'local',
      systemCode: 'EBADMSG',
      message: `The list of trusted servers, ${path}, cannot be understood, so no server is known. ${problem} Repair it, or move it away to meet all servers anew.`,
    }),

  trustListFailed: (path: string, action: 'read' | 'written', cause: unknown): ClientError =>
    new ClientError(
      withSystemCode(
        'local',
        asSentence(
          `The list of trusted servers, ${path}, cannot be ${action}: ${cause instanceof Error ? cause.message : String(cause)}`,
        ),
        systemCodeOf(cause),
      ),
      { cause },
    ),

  trustListInUse: (lock: string): ClientError =>
    new ClientError({
      code: 'local',
      systemCode: 'EBUSY',
      message: `${lock} shows that another program is writing the list of trusted servers. Wait until it has ended; if there is none, delete this file.`,
    }),
} as const;
