import './zod-settings.ts';
import { z } from 'zod';

/** Why a server answers a request with no, or with half an answer. */

/** The rule that a name breaks; its words are in `name-sentences.ts`. */
export const nameProblemSchema = z.enum([
  'empty',
  'too-long',
  'not-unicode',
  'control-character',
  'backslash',
  'absolute',
  'drive-letter',
  'empty-part',
  'dot-part',
  'dot-dot-part',
  'trailing-dot',
  'trailing-space',
  'device-name',
  'windows-character',
  'last-character',
  'long-part-in-characters',
  'long-part-in-bytes',
]);
export type NameProblem = z.infer<typeof nameProblemSchema>;

/** Of reasons that say everything. Their sentences are in `refusal-sentences.ts`. */
const plainReasonSchema = z.enum([
  // Of a name and what it leads to.
  'not-found',
  /** It may be there, but says nothing of it. */
  'not-shared',
  'not-a-file',
  'folder',
  'outside',
  'unreadable',
  'unnameable',
  'untrue-size',
  'replaced',
  'exhausted',
  'failed-reading',
  'root-gone',
  'changed-since',
  'another-version',
  'no-such-page',

  // Of who asks, and how.
  'login-needed',
  'no-login-needed',
  'malformed-login',
  'wrong-code',
  'code-needed-as-password',
  'code-not-in-plain',
  'foreign-form',
  'encryption-needed',
  'https-needed',
  'unknown-host-name',
  'metrics-not-shared',
  'method-not-allowed',
  'malformed-path',

  // Of the server.
  'stopping',
  'connection-limit',

  // Of an answer that was cut.
  'changed-while-sent',
  'changed-in-archive',
  'client-gone',
  'connection-lost',
  'server-stopped',
]);
export type PlainReason = z.infer<typeof plainReasonSchema>;

export const refusalReasonSchema = z.discriminatedUnion('reason', [
  z.object({ reason: plainReasonSchema }),
  z.object({ reason: z.literal('name'), problem: nameProblemSchema }),
  /** `systemCode`: such as `EIO`. */
  z.object({ reason: z.literal('system'), systemCode: z.string() }),
  /** `detail`: what the decoder says itself. */
  z.object({ reason: z.literal('malformed'), detail: z.string() }),
  /** Bytes. */
  z.object({ reason: z.literal('beyond-end'), size: z.number() }),
  z.object({ reason: z.literal('long-line'), limitBytes: z.number() }),
  z.object({ reason: z.literal('guesses'), waitSeconds: z.number() }),
]);
export type RefusalReason = z.infer<typeof refusalReasonSchema>;
