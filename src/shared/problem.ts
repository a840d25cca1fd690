import './zod-settings.ts';
import { z } from 'zod';

/**
 * Everything that can go wrong between a panel, its host and the servers it fetches from, with the
 * message for people when there is nothing more specific: what happened, and what to do.
 */
export const PROBLEM_MESSAGES = {
  // The conversation between panel and host.
  'bad-request': 'The panel sent a request that this version does not understand.',
  'unknown-method': 'The panel sent a request that this version does not support.',
  unsupported: 'This is not possible here.',
  'host-timed-out': 'Fifolio did not answer in time. Try again.',
  'host-disconnected': 'The connection to Fifolio was lost.',
  internal: 'Something unexpected went wrong in Fifolio. Try again; the diagnostics may show why.',

  // Serving.
  'already-running': 'The server is already running. Stop it first.',
  'not-running': 'The server is not running. Start it first.',
  'folder-not-found': 'The folder does not exist. Choose another.',
  'folder-not-readable': 'The folder cannot be read. Check its permissions or choose another.',
  'not-a-folder': 'This is a file, not a folder. Choose a folder.',
  'port-in-use': 'The port is in use by another program. Use another port.',
  'port-failed': 'The port could not be opened. Use another port.',
  'identity-failed': 'There is no usable key to encrypt with.',
  'port-listed-already': 'This port is already in the list.',

  // Reaching a server.
  'connection-refused': 'Nothing answers on this port. Check that the server is started.',
  'connection-timed-out': 'The server did not answer. Check the address and any firewall between.',
  'host-not-found': 'There is no computer with this name. Check the spelling or use its address.',
  'network-unreachable': 'The network cannot be reached. Check your connection.',
  unauthorized: 'The server asks for an access code.',
  'unproven-server': 'The server could not prove that it knows the access code.',
  'unknown-key': 'The server is not known yet. Compare its key before you trust it.',
  'changed-key': 'The server has another key than the one it was known by.',
  'bad-link-key': 'The link holds a key that makes no sense. Copy the whole link again.',
  'not-a-file-server': 'Something answers there, but it is not a file server. Check the port.',
  'connection-lost': 'The connection to the server was lost. Retry to resume the download.',
  'not-connected': 'No longer connected to this server. Connect again.',
  'plain-server': 'A plain server cannot do this; it sends files by name and lists its cache.',
  'server-busy': 'The server is busy. Try again in a moment.',
  'server-stopping': 'The server is being stopped.',
  'server-failed': 'The server failed to answer because of an internal error.',

  // Downloading.
  'listing-gone': 'The list of files has expired. Refresh it.',
  'selection-gone': 'The selection has expired. Choose the files again.',
  'no-such-download': 'This download is no longer in the list.',
  'not-found': 'The server has no file with this name.',
  'not-a-file': 'This name is not a file on the server.',
  forbidden: 'The server does not share this file.',
  changed: 'The file changed on the server while it was sent. Retry to get the new version.',
  'checksum-mismatch': 'The received file does not match its checksum. Retry to fetch it again.',
  'name-not-possible': 'The name cannot be used for a file here.',
  exists: 'A file with this name already exists.',
  'disk-full': 'The disk is full. Free some space, then retry to resume.',
  'permission-denied': 'Writing to the folder is not permitted. Choose another.',
  'write-failed': 'The file could not be written.',
} as const;

export type ProblemCode = keyof typeof PROBLEM_MESSAGES;

export const problemCodeSchema = z.enum(
  Object.keys(PROBLEM_MESSAGES) as [ProblemCode, ...ProblemCode[]],
);

/** A failure as it crosses to a panel: a code to act on, a message to show. Never a stack trace. */
export const problemSchema = z.object({ code: problemCodeSchema, message: z.string() });
export type Problem = z.infer<typeof problemSchema>;

/** The one error that a panel meets, and the one whose message a host lets through. */
export class ProblemError extends Error {
  readonly code: ProblemCode;

  /** Without a message, the code's own of {@link PROBLEM_MESSAGES}. */
  constructor(code: ProblemCode, message: string = PROBLEM_MESSAGES[code], options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProblemError';
    this.code = code;
  }
}

/** What a panel may see of any thrown value: a {@link ProblemError} as it is, all else as `internal`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return { code: error.code, message: error.message };
  return { code: 'internal', message: PROBLEM_MESSAGES.internal };
}
