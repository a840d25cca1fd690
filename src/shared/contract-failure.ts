import './zod-settings.ts';
import { z } from 'zod';
import { nameProblemSchema } from './refusal-reason.ts';
import { refusalCodeSchema } from './server-state.ts';
import { portProblemSchema } from './port-status.ts';

/**
 * Everything that can go wrong between a person, a host and the servers: a code, and what its sentence in
 * `failure-sentences.ts` needs. A new failure is added here, there, and to the kinds in `failure.ts`;
 * the compiler names the places. Engine and command line take the type alone, never the schema.
 */

const text = z.string();
const number = z.number();
/** `host:port` of a server. */
const address = text;
/** The system's own code, such as `ENOSPC`. */
const systemCode = text.optional();
/** What the system, or a decoder, says itself; shown where there is nothing better. */
const detail = text;
const problems = z.array(portProblemSchema).readonly();

/** Of failures between a panel and its host that the code says everything of. */
const panelFailureCodeSchema = z.enum([
  'bad-request',
  'too-many-requests',
  'answer-not-understood',
  'unknown-method',
  'unsupported',
  'host-timed-out',
  'host-disconnected',
  'internal',
  'already-running',
  'not-running',
  'no-folder-chosen',
  'port-listed-already',
  'folder-not-found',
  'folder-not-readable',
  'folder-not-writable',
  'not-a-folder',
  'not-connected',
  'listing-gone',
  'too-many-tabs',
  'selection-gone',
  'no-such-download',
  'no-such-file',
  'link-key-unreadable',
  'windows-path',
  'link-elsewhere',
  'not-absolute',
  'not-a-settings-file',
  'import-while-serving',
]);
export type PanelFailureCode = z.infer<typeof panelFailureCodeSchema>;

const of = <Code extends string, Shape extends z.ZodRawShape>(code: Code, shape: Shape) =>
  z.object({ code: z.literal(code), ...shape });

export const failureSchema = z.discriminatedUnion('code', [
  // Reaching a server.
  of('unreachable', { address, systemCode, detail }),
  of('connect-timed-out', { address, timeoutMs: number }),
  /** An IPv6 address with the name of a network interface behind `%`. `known`: those that there are. */
  of('no-such-interface', { address, zone: text, known: z.array(text).readonly() }),
  /** A link-local IPv6 address, which every network has. */
  of('interface-missing', { address, systemCode }),

  // The connection ended, or fell silent.
  of('connection-lost', {
    address,
    when: z.enum(['before-answer', 'in-answer', 'in-list', 'giving-up-another-file']),
    systemCode,
  }),
  of('no-sign-of-life', { address, timeoutMs: number }),
  of('silent', { address, timeoutMs: number }),
  /** As a tunnel does whose other end is closed. */
  of('closed-without-answer', { address }),
  /** Of a server that might speak the plain dialect, as it has said nothing. */
  of('unheard', { address, request: z.enum(['files', 'stats', 'ping']) }),

  // What answered is no server, or none that can do this.
  of('not-understood', { address, detail }),
  of('web-server', { address }),
  of('plain-server', { address, request: z.enum(['files', 'stats', 'ping']) }),
  of('name-not-plain', { name: text, why: z.enum(['asks-for-list', 'too-long']) }),

  // It answered, and the answer is no.
  /** `message`: the server's own, about `name`; '' where it was not asked for a file. */
  of('refused', { name: text, refusal: refusalCodeSchema, message: text }),
  of('keeps-changing', { name: text, times: number }),
  /** The plain dialect has one answer for everything that it does not send. */
  of('plain-not-found', { name: text }),
  of('wrong-checksum', { name: text }),

  // Getting in, and whom with. Never the code itself; fingerprints as `KeyFingerprint`.
  /** `message`: the server's own; '' where it has not been given a code. */
  of('unauthorized', { address, accessCode: z.enum(['missing', 'wrong']), message: text }),
  /** It may be another server under the same address, so nothing that it serves is to be believed. */
  of('code-not-asked', { address }),
  of('code-not-proven', { address }),
  /** Of a choice of dialect that cannot be had together with a code. */
  of('code-in-plain', { address }),
  /** It is not spoken to in another way: who asked to encrypt must not be heard by others. */
  of('not-encrypting', { address }),
  of('no-certificate', { address }),
  of('lost-in-handshake', { address, systemCode }),
  of('handshake-timed-out', { address, timeoutMs: number }),
  of('unknown-key', { address, fingerprint: text }),
  /** `expected`: a fingerprint, or the beginning of one that its words stand for. */
  of('changed-key', {
    address,
    fingerprint: text,
    expected: text,
    knownFrom: z.enum(['user', 'trust-list']),
  }),
  /** `server`: the number of the entry, from 1; absent where the whole file is meant. */
  of('trust-list-damaged', {
    path: text,
    fault: z.enum([
      'not-json',
      'not-an-object',
      'later-format',
      'no-list',
      'incomplete',
      'bad-fingerprint',
    ]),
    server: number.optional(),
  }),
  of('trust-list-failed', {
    path: text,
    action: z.enum(['read', 'written']),
    systemCode,
    detail,
  }),
  /** `path`: of its lock. */
  of('trust-list-in-use', { path: text }),

  // This computer.
  of('file-system', {
    action: z.enum(['write', 'read', 'create-folder', 'delete', 'open']),
    path: text,
    systemCode,
    detail,
  }),
  /** A name that a server gave and that must not, or cannot, become a path here. */
  of('unsafe-name', {
    name: text,
    why: z.enum([
      ...nameProblemSchema.options,
      'reserved-ending',
      'leads-out',
      'link-leads-out',
      'folder-exchanged',
    ]),
  }),
  of('target-not-a-folder', { path: text }),
  of('in-use', { path: text }),
  /** Every name that a part could have is taken. */
  of('partial-names-taken', { path: text }),
  /** A mistake in this program. */
  of('thread-died', { detail }),
  of('exists', { path: text }),
  of('canceled', { keptBytes: number }),

  // Starting a server.
  of('share-missing', { directory: text }),
  of('share-not-a-folder', { directory: text }),
  of('share-unreadable', { directory: text, systemCode }),
  /** Two of the folders to share would be called the same. */
  of('share-name-taken', { name: text, first: text, second: text }),
  /** A folder cannot be shared under this name, which may be empty. */
  of('share-bad-name', { name: text, directory: text }),
  of('too-many-folders', { most: number }),
  /** `needed` is absent where it is not known. */
  of('too-few-descriptors', { limit: number, threads: number, needed: number.optional() }),
  of('unusable-descriptor', {
    fd: number,
    fault: z.enum(['not-tcp', 'too-many-sockets', 'system']),
    detail,
  }),
  /** A certificate and a private key that are no PEM, or do not belong together. */
  of('unusable-identity', { detail }),
  of('identity-file-unreadable', { path: text, systemCode, detail }),
  /** Of a file of the user's own, in PEM. */
  of('identity-file-unusable', { path: text, lacks: z.enum(['certificate', 'private-key']) }),
  of('identity-files-differ', { certificateFile: text, keyFile: text }),
  /** The file in which this program keeps its own key and certificate. */
  of('own-identity-damaged', { path: text }),
  of('own-identity-gone', { path: text }),
  of('own-identity-not-kept', { path: text, systemCode, detail }),
  of('thread-refused', { detail }),
  /** `systemCode`: also `NOT_A_RECORDING`, for a file with something else in it. */
  of('recording-refused', { path: text, systemCode: text }),
  of('unusable-access-code', { problem: z.enum(['too-short', 'too-long', 'control-character']) }),
  /** `keptAs`: where it lies now; absent where it could not be moved. */
  of('downloads-file-damaged', { keptAs: text.optional(), detail }),
  /** Of a panel that others could reach. */
  of('panel-needs-token', { host: text }),
  of('unusable-panel-token', { least: number }),
  /** Of all ports together. */
  of('port-in-use', { problems }),
  of('port-failed', { problems }),

  // A panel and its host.
  z.object({ code: panelFailureCodeSchema }),
  /** `detail`: what the server left out, and why. */
  of('nothing-to-fetch', { detail }),
  /** Names out of a file to import: `unfit` with values that they cannot have, `unknown` ones. */
  of('settings-refused', { unfit: z.array(text).readonly(), unknown: z.array(text).readonly() }),
]);

/** A failure as plain data, fit to cross threads and to panels. Never a stack trace, never a sentence. */
export type Failure = z.infer<typeof failureSchema>;
export type FailureCode = Failure['code'];
