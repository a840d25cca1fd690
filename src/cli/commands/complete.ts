import { posix, win32 } from 'node:path';
import { homedir } from 'node:os';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { connectRemote } from '../../engine/index.ts';
import { headlessDataDirectory } from '../../host/settings/data-directory.ts';
import { readSettings } from '../../host/settings/settings-store.ts';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { openAdmission, ownTrustList } from '../admission/admission.ts';
import { CliError } from '../cli-error.ts';
import { bashReplacement, readBashLine } from '../completion/bash-line.ts';
import { candidatesAt } from '../completion/candidates.ts';
import { type Candidate, dueAt } from '../completion/due.ts';
import type { Shell } from '../completion/shells.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { ServerArgument } from '../settings/host-port.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { ACCESS_SETTING_KEYS } from '../settings/setting-groups.ts';
import type { RawFlags } from '../settings/settings.ts';
import { FailureError } from '../../shared/failure.ts';

/** A shell waits for this, so a server that does not answer soon has no names. */
const ANSWER_LIMIT_MS: Milliseconds = 1500;

export interface CompleteOptions {
  readonly shell: Shell;
  /** The definition of `fifolio`, `tcp_server` or `tcp_client`. */
  readonly programNamed: (name: string) => Command;
}

/**
 * Answers a shell that completes a command line. The line is read from standard input: a word per line
 * up to the cursor; from bash, the characters at which it breaks words, then the line as it is. The first
 * line of the answer says who completes: `folder` and `file` the shell, `words` the lines that follow.
 * Of a server that cannot be asked, nothing is offered, and nothing is said.
 */
export async function complete(
  context: Context,
  { shell, programNamed }: CompleteOptions,
): Promise<ExitCode> {
  const { terminal, environment } = context;
  const input = (await text(process.stdin)).split(/\r?\n/);
  const line = shell === 'bash' ? readBashLine(input[1] ?? '', input[0] ?? '') : undefined;
  // What ends the last line is no word.
  const [program = '', ...words] = line?.words ?? input.slice(0, -1);
  const position = dueAt(programNamed(programOf(program)), words);
  const candidates = await candidatesAt(position, {
    recentServers: () => recentServers(environment),
    trustedServers: () =>
      ownTrustList(context)
        .list()
        .map(({ address }) => address),
    namesOn: (server, folder) => namesOn(context, server, folder),
  }).catch((error: unknown): readonly Candidate[] => {
    if (error instanceof FailureError || error instanceof CliError) return [];
    throw error;
  });
  const { kind } = position.due;
  terminal.out.line(kind === 'folder' || kind === 'file' ? kind : 'words');
  for (const { word, description } of candidates) {
    if (line !== undefined) terminal.out.line(bashReplacement(word, line));
    else terminal.out.line(description === undefined ? word : `${word}\t${description}`);
  }
  return EXIT.done;
}

/** Of the command as it was typed: `./tcp_client`, `C:\fifolio\fifolio.cmd`. */
function programOf(command: string): string {
  const name = win32.basename(command).replace(/\.(exe|cmd)$/i, '');
  return name === 'tcp_server' || name === 'tcp_client' ? name : 'fifolio';
}

/** Of the desktop app, and of the panel in a browser, whose folder lies in the app's. */
function recentServers(environment: NodeJS.ProcessEnv): readonly Endpoint[] {
  const { platform } = process;
  const headless = headlessDataDirectory({ platform, environment, home: homedir() });
  const parent = (platform === 'win32' ? win32 : posix).dirname(headless);
  const servers = [parent, headless].flatMap((folder) => readSettings(folder).recentServers);
  return servers.filter(
    ({ host, port }, index) =>
      servers.findIndex((other) => other.host === host && other.port === port) === index,
  );
}

/** Of a server that is known, or needs not be: nobody is asked anything. */
async function namesOn(
  context: Context,
  server: ServerArgument,
  folder: string,
): Promise<readonly string[]> {
  const flags: RawFlags = {};
  const settings = await loadSettings(ACCESS_SETTING_KEYS, flags, context.environment);
  const { known } = await openAdmission(context, { server, settings, flags });
  const remote = await connectRemote({ ...known, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
  try {
    if (remote.dialect === 'plain') return (await remote.list()).entries.map(({ name }) => name);
    const { folders, files } = await remote.files({
      ...(folder === '' ? {} : { prefix: folder }),
      folders: true,
    });
    return [...folders.map(({ name }) => `${name}/`), ...files.map(({ name }) => name)];
  } finally {
    remote.close();
  }
}
