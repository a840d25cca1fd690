import { type Endpoint, formatEndpoint } from '../../shared/endpoint.ts';
import { parseHostAndPort, parseServer } from '../settings/host-port.ts';
import type { ServerArgument } from '../settings/host-port.ts';
import type { Candidate, Due, Position } from './due.ts';

/** What candidates are made of that is not in the program. */
export interface Sources {
  /** Servers that were connected to, the latest first. */
  readonly recentServers: () => readonly Endpoint[];
  /** As `HOST:PORT`. */
  readonly trustedServers: () => readonly string[];
  /** The names that a server shares in a folder of it (`photos/`, or nothing for all), those of folders with `/` at the end. */
  readonly namesOn: (server: ServerArgument, folder: string) => Promise<readonly string[]>;
}

/**
 * The words that can stand at the cursor and begin with what is typed; the shell itself completes its
 * computer's folders and files.
 *
 * @throws what `namesOn` throws, and {@link CliError} for a server that is none.
 */
export async function candidatesAt(
  { due, lead, typed }: Position,
  sources: Sources,
): Promise<readonly Candidate[]> {
  const candidates = await allCandidates(due, typed, sources);
  return candidates
    .filter(({ word }) => word.startsWith(typed) && !hasControlCharacter(word))
    .map((candidate) => ({ ...candidate, word: `${lead}${candidate.word}` }));
}

async function allCandidates(
  due: Due,
  typed: string,
  { recentServers, trustedServers, namesOn }: Sources,
): Promise<readonly Candidate[]> {
  switch (due.kind) {
    case 'words':
      return due.words;
    case 'folder':
    case 'file':
      return [];
    case 'server':
      return recentServers().map((server) => ({ word: formatEndpoint(server) }));
    case 'trusted-server':
      return trustedServers().map((word) => ({ word }));
    case 'host':
      return unique(recentServers().map(({ host }) => host));
    case 'port': {
      const servers = recentServers().filter(({ host }) => host === due.host);
      return unique(servers.map(({ port }) => String(port)));
    }
    case 'name': {
      const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
      const names = await namesOn(serverOf(due.server), folder);
      const wanted = due.foldersOnly ? names.filter((name) => name.endsWith('/')) : names;
      return [...due.words, ...wanted.map((word) => ({ word }))];
    }
  }
}

function serverOf([host = '', port]: readonly string[]): ServerArgument {
  return port === undefined ? parseServer(host) : { endpoint: parseHostAndPort(host, port) };
}

function unique(words: readonly string[]): Candidate[] {
  return [...new Set(words)].map((word) => ({ word }));
}

/** No shell could insert it, and it would end the candidate's line. */
function hasControlCharacter(word: string): boolean {
  return /\p{Control}/u.test(word);
}
