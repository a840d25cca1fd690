import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseConnectLink } from '../../shared/connect-link.ts';
import { connectRequestOf } from '../../shared/connect-request.ts';
import type { ConnectRequest } from '../../shared/contract-downloads.ts';

/** What somebody who starts the app, or opens something with it, wants. */
export type LaunchRequest =
  /** The window, as it is. */
  | { readonly kind: 'window' }
  /** A server to connect to, and perhaps the name of a file there. */
  | { readonly kind: 'server'; readonly server: ConnectRequest; readonly name?: string }
  /** A folder to offer for serving. Absolute; whether there is one is not known. */
  | { readonly kind: 'folder'; readonly path: string }
  /** A command of the command line, which this is not. */
  | { readonly kind: 'command'; readonly word: string }
  /** Something that cannot be opened: a link that is none of ours, or a damaged one. */
  | { readonly kind: 'unknown'; readonly word: string };

/** The commands of `fifolio`; a folder of such a name is opened by its path. */
export const COMMAND_WORDS: readonly string[] = [
  'serve',
  'list',
  'files',
  'stats',
  'get',
  'watch',
  'completions',
  'trust',
  'simulate',
  'doctor',
  'discover',
  'help',
];

/** The longest link: a host, a port, and a name of 4096 bytes with three characters for each; the rest is short. */
const LONGEST_LINK = 13_000;

/**
 * The arguments of the app's own command line.
 *
 * @param argv - as `process.argv`: the executable, then the rest
 * @param isUnpacked - Electron was started with the app's folder as its first argument
 */
export function launchWords(argv: readonly string[], isUnpacked: boolean): readonly string[] {
  const words = argv.slice(1).filter((word) => word !== '' && !word.startsWith('-'));
  return isUnpacked ? words.slice(1) : words;
}

/**
 * What the arguments ask for, the switches left out, which are Chromium's. Only the first counts: the
 * system passes one.
 *
 * @param folder - where it was started; relative paths begin there
 */
export function launchRequest(words: readonly string[], folder: string): LaunchRequest {
  const [word] = words;
  if (word === undefined) return { kind: 'window' };
  if (COMMAND_WORDS.includes(word)) return { kind: 'command', word };
  if (word.includes('\0')) return { kind: 'unknown', word };
  // One letter and a colon is a drive of Windows.
  if (!/^[a-z][a-z0-9+.-]+:/i.test(word)) return { kind: 'folder', path: resolve(folder, word) };
  return readLink(word) ?? { kind: 'unknown', word };
}

/**
 * `fifolio://HOST:PORT`, `fifolio://HOST:PORT/NAME` (percent-encoded), either with `#code=…&key=…` behind it,
 * or the `file:` link of a folder.
 */
function readLink(link: string): LaunchRequest | undefined {
  if (link.length > LONGEST_LINK) return undefined;
  if (/^file:/i.test(link)) return readFileLink(link);
  const [, authority, encoded = ''] =
    /^fifolio:\/\/([^/?#]+)(?:\/([^?#]*))?(?:#.*)?$/i.exec(link) ?? [];
  const parsed = parseConnectLink(link);
  const name = decode(encoded);
  if (authority === undefined || !parsed.ok) return undefined;
  // Only the zone of an IPv6 address has one; a host is not percent-encoded.
  if (authority.includes('%') && !authority.startsWith('[')) return undefined;
  if (name === undefined || /\p{Control}/u.test(name)) return undefined;
  const server = connectRequestOf(parsed.link);
  return { kind: 'server', server, ...(name === '' ? {} : { name }) };
}

/** Only of this computer: on Windows, looking at a path on another one would sign in there. */
function readFileLink(link: string): LaunchRequest | undefined {
  try {
    const url = new URL(link);
    return url.host === '' ? { kind: 'folder', path: fileURLToPath(url) } : undefined;
  } catch {
    return undefined;
  }
}

function decode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
