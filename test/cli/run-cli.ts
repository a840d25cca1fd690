import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** What the launchers start, from source. */
export const MAIN = path.resolve(import.meta.dirname, '../../src/cli/main.ts');

/** Whether a program can be told to end: on Windows, whatever signal a process is sent ends it at once. */
export const HAS_SIGNALS = process.platform !== 'win32';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs: the real one, from source, in a process of its own. */
export interface RunningCli {
  readonly process: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  /** What it has printed so far. */
  stdout(): string;
  stderr(): string;
}

export interface CliOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly directory?: string;
  /** Words in front of the command, which they run. */
  readonly before?: readonly string[];
}

/** Starts `tcp_server`, `tcp_client` or `fifolio`; it is ended with the test at the latest. */
export function startCli(words: readonly string[], options: CliOptions = {}): RunningCli {
  const command = [...(options.before ?? []), process.execPath, MAIN, ...words];
  const child = spawn(command[0]!, command.slice(1), {
    cwd: options.directory,
    // Nothing of the surroundings may steer the program under test.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...options.environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { process: child, ended, stdout: () => stdout, stderr: () => stderr };
}

/** A folder for one test, removed with it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fifolio-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
