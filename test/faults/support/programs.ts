import { readdirSync } from 'node:fs';
import path from 'node:path';
import { startProgram, untilGreeting } from '../../../harness/fifolio.ts';
import type { Resources, StartedProcess } from '../../../harness/resources.ts';
import { promised } from './loss.ts';
import type { ServedFolder } from './served-folder.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const EXITED_WITHIN_MS = 120_000;

/** What a program runs under besides what it would have anyway. */
export interface Conditions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Commands of the shell that starts it, such as `ulimit -n 64`; not on Windows. */
  readonly shell?: string;
}

async function startUnder(
  resources: Resources,
  program: 'tcp_server' | 'tcp_client',
  args: readonly string[],
  { environment, shell }: Conditions = {},
): Promise<StartedProcess> {
  if (shell === undefined) return startProgram(resources, program, args, environment);
  const command = ['-c', `${shell} && exec "$@"`, 'sh', path.join(ROOT, program), ...args];
  return resources.start('sh', command, environment);
}

/** The real server, on a port that stays the same when it is started again. */
export async function startServing(
  resources: Resources,
  where: { readonly port: number; readonly folder: string },
  args: readonly string[],
  conditions?: Conditions,
): Promise<StartedProcess> {
  const words = [String(where.port), where.folder, '--quiet', ...args];
  const server = await startUnder(resources, 'tcp_server', words, conditions);
  await untilGreeting({ name: 'tcp_server', process: server }, where.port);
  return server;
}

/** Ends a process as a crash would: it can do nothing about it. */
export async function killAtOnce(program: StartedProcess): Promise<void> {
  process.kill(program.pid, 'SIGKILL');
  await program.ended;
}

export interface Download {
  readonly served: ServedFolder;
  readonly name: string;
  /** 127.0.0.1 unless told. */
  readonly host?: string;
  readonly port: number;
  /** Folder to write into. */
  readonly to: string;
  readonly dialect?: 'auto' | 'native' | 'plain';
  /** Options besides. */
  readonly args?: readonly string[];
  readonly conditions?: Conditions;
  /** Called once it runs, with its process. */
  readonly meanwhile?: (client: StartedProcess) => Promise<void>;
}

export interface DownloadEnd {
  readonly code: number | string;
  /** What it said, on both streams. */
  readonly said: string;
  /** What it said on standard output alone. */
  readonly output: string;
}

/**
 * Runs the real client to its end, and holds it to its word: with exit code 0 the whole file is there,
 * and whatever is under its final name is whole.
 *
 * @throws LossError
 */
export async function download(resources: Resources, what: Download): Promise<DownloadEnd> {
  const { served, name, host = '127.0.0.1', port, to, dialect = 'native' } = what;
  const { args = [], conditions, meanwhile } = what;
  const words = [host, String(port), name, to, '--dialect', dialect, ...args];
  const client = await startUnder(resources, 'tcp_client', words, conditions);
  await meanwhile?.(client);
  const late = AbortSignal.timeout(EXITED_WITHIN_MS);
  late.addEventListener('abort', () => void client.stop());
  const code = await client.ended;
  promised(!late.aborted, `a client of ${name} did not end within ${EXITED_WITHIN_MS / 1000} s`);
  const output = client.output();
  const said = `${output}\n${client.errors()}`.trim();
  const isThere = served.requireWholeIn(to, name);
  promised(code !== 0 || isThere, `a client ended with 0 and without ${name}: ${said}`);
  return { code, said, output };
}

/**
 * Fetches without further faults what an earlier client may have begun. It must arrive, and nothing of
 * the attempts may be left.
 *
 * @throws LossError
 */
export async function finishDownload(resources: Resources, what: Download): Promise<void> {
  const there = what.served.requireWholeIn(what.to, what.name);
  if (!there) {
    const { code, said } = await download(resources, what);
    promised(code === 0, `fetched again, ${what.name} ended with ${code}: ${said}`);
  }
  const left = readdirSync(what.to).filter((name) => name !== what.name);
  promised(there || left.length === 0, `of the attempts is left: ${left.join(', ')}`);
}
