import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';

const TERM_TIMEOUT_MS = 5_000;
const PROGRAM_TIMEOUT_MS = 60_000;
const MAX_KEPT_CHARACTERS = 4_000;

/** A program that was started here. */
export interface StartedProcess {
  readonly pid: number;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
  isRunning(): boolean;
  /** What it wrote to standard error, as far as it is kept. */
  errors(): string;
  /** What it wrote to standard output, as far as it is kept. */
  output(): string;
  /** Ends it, in order if it takes part in that; resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * Waits for a program that does one thing and ends.
 *
 * @throws Error with what it said, if it fails or takes too long; it is ended then
 */
export async function succeeded(program: string, started: StartedProcess): Promise<void> {
  const late = AbortSignal.timeout(PROGRAM_TIMEOUT_MS);
  late.addEventListener('abort', () => void started.stop());
  const outcome = await started.ended;
  if (outcome === 0) return;
  throw new Error(
    late.aborted
      ? `${program} took longer than ${PROGRAM_TIMEOUT_MS / 1000} s.`
      : `${program} ended with ${outcome}. ${started.errors()}`,
  );
}

/**
 * Everything a benchmark or a test leaves on the machine while it runs: processes, ended by their id, and
 * temporary folders. `dispose` takes all of it away; should the process end without it, so does its end.
 */
export class Resources {
  readonly #children = new Set<ChildProcess>();
  readonly #folders = new Set<string>();
  #disposed = false;

  constructor() {
    process.once('exit', () => this.#removeNow());
  }

  /** A new, empty folder, only for this user. */
  folder(parent = tmpdir()): string {
    const folder = mkdtempSync(path.join(parent, 'fifolio-'));
    this.#folders.add(folder);
    return folder;
  }

  /** Removes a folder before the end. */
  remove(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
    this.#folders.delete(folder);
  }

  /** @throws Error if the program cannot be started, or if everything has been taken away already */
  async start(
    command: string,
    args: readonly string[],
    /** Variables besides, or instead of, those of this process. */
    environment: Readonly<Record<string, string>> = {},
  ): Promise<StartedProcess> {
    if (this.#disposed) throw new Error('Everything is being stopped.');
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    const errors = lastWordsOf(child.stderr);
    const output = lastWordsOf(child.stdout);
    this.#children.add(child);
    const ended = new Promise<number | string>((resolve) => {
      // 'close' comes after the last of standard error.
      child.once('close', (code, signal) => {
        this.#children.delete(child);
        resolve(code ?? signal ?? 'unknown');
      });
    });
    await once(child, 'spawn');
    return {
      pid: child.pid!,
      ended,
      isRunning: () => isRunning(child),
      errors,
      output,
      stop: async () => {
        await terminate(child, ended);
      },
    };
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const children = [...this.#children];
    await Promise.all(children.map((child) => terminate(child, once(child, 'close'))));
    this.#removeNow();
  }

  #removeNow(): void {
    this.#disposed = true;
    // SIGTERM, so that a program that has children of its own can end them.
    for (const child of this.#children) child.kill('SIGTERM');
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
    this.#folders.clear();
  }
}

/** Reads all of a stream and keeps its end. */
function lastWordsOf(stream: Readable): () => string {
  let kept = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    kept = (kept + text).slice(-MAX_KEPT_CHARACTERS);
  });
  return () => kept.trim();
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

async function terminate(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (!isRunning(child)) return;
  const forced = setTimeout(() => child.kill('SIGKILL'), TERM_TIMEOUT_MS);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(forced);
}
