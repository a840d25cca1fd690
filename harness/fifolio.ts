import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Resources, StartedProcess } from './resources.ts';
import { succeeded } from './resources.ts';
import { freePorts, untilAnswering } from './ports.ts';
import type { Serving } from './serving.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const BUILT_CLI = path.join(ROOT, 'out/main/cli.js');
const HELLO = '{"op":"hello"}\n';

/** @throws Error if the command line has not been built */
export function requireBuiltCli(): void {
  if (!existsSync(BUILT_CLI)) {
    throw new Error(`${BUILT_CLI} is missing: what is built is what is run. Run: npm run build`);
  }
}

/** One of the command-line programs, started as a person would. */
export function startProgram(
  resources: Resources,
  program: 'fifolio' | 'tcp_server' | 'tcp_client',
  args: readonly string[],
  environment?: Readonly<Record<string, string>>,
): Promise<StartedProcess> {
  // The launcher of Windows is a batch file, which has a process of its own.
  return process.platform === 'win32'
    ? resources.start(process.execPath, [BUILT_CLI, program, ...args], environment)
    : resources.start(path.join(ROOT, program), args, environment);
}

/** Waits until a server of ours answers on a port. @throws Error with what it said, if it does not */
export function untilGreeting(
  program: { readonly name: string; readonly process: StartedProcess },
  port: number,
): Promise<void> {
  return untilAnswering(program, port, HELLO);
}

export interface FifolioServing extends Serving, StartedProcess {
  readonly startedInMs: number;
}

/**
 * Our server on so many ports, with all settings as they are by default but for the further
 * arguments; resolves when all answer.
 */
export async function serveWithFifolio(
  resources: Resources,
  folder: string,
  {
    ports: portCount = 1,
    args: furtherArgs = [],
  }: { ports?: number; args?: readonly string[] } = {},
): Promise<FifolioServing> {
  const ports = await freePorts(portCount);
  const further = ports.slice(1).flatMap((port) => ['--port', String(port)]);
  const args = [String(ports[0]), folder, ...further, '--quiet', ...furtherArgs];
  const startedAtMs = performance.now();
  const server = await startProgram(resources, 'tcp_server', args);
  const program = { name: 'tcp_server', process: server };
  await Promise.all(ports.map((port) => untilGreeting(program, port)));
  const startedInMs = performance.now() - startedAtMs;
  return { name: 'Fifolio', port: ports[0]!, startedInMs, ...server };
}

/** Fetches one file with our client. @throws Error with what the client said, if it fails */
export async function fetchWithFifolio(
  resources: Resources,
  from: { readonly port: number; readonly name: string; readonly folder: string },
  { verify }: { verify: boolean },
): Promise<void> {
  const args = ['127.0.0.1', String(from.port), from.name, from.folder, '--quiet'];
  const client = await startProgram(
    resources,
    'tcp_client',
    verify ? args : [...args, '--no-verify'],
  );
  await succeeded('tcp_client', client);
}

/** Fetches everything that is shared with our client. @throws Error with what the client said, if it fails */
export async function fetchFolderWithFifolio(
  resources: Resources,
  from: { readonly port: number; readonly folder: string },
): Promise<void> {
  const args = ['get', `127.0.0.1:${from.port}`, '--recursive', '--to', from.folder, '--quiet'];
  await succeeded('fifolio get', await startProgram(resources, 'fifolio', args));
}
