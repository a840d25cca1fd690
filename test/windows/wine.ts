import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Milliseconds } from '../../src/shared/units.ts';

const STARTING_TAKES_AT_MOST: Milliseconds = 120_000;

/** Whether this machine has Wine. */
export function hasWine(): boolean {
  return spawnSync('wine', ['--version']).status === 0;
}

export interface WineRun {
  readonly directory: string;
  readonly timeoutMs: Milliseconds;
  /** Files that receive the two streams: Node's Windows build cannot use a pipe of the host. */
  readonly stdout: string;
  readonly stderr: string;
}

export type WineOutcome = { readonly exitCode: number | null } | 'timed-out';

/** A Windows of its own for one run, and the processes in it. */
export class Wine {
  readonly #prefix: string;

  private constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** @param folder exists, and is the caller's to remove after {@link end} */
  static async start(folder: string): Promise<Wine> {
    const wine = new Wine(join(folder, 'prefix'));
    const log = { stdout: join(folder, 'boot.log'), stderr: join(folder, 'boot-errors.log') };
    const bounds = { directory: folder, timeoutMs: STARTING_TAKES_AT_MOST, ...log };
    const key = 'HKCU\\Software\\Wine';
    for (const args of [
      ['wineboot', '-i'],
      // Node refuses to start in the older Windows that Wine 8 says it is.
      ['reg', 'add', key, '/v', 'Version', '/d', 'win10', '/f'],
    ]) {
      const outcome = await wine.run(args, bounds);
      if (outcome === 'timed-out' || outcome.exitCode !== 0) {
        wine.end();
        throw new Error(`Wine could not be set up: "wine ${args.join(' ')}" failed.`);
      }
    }
    return wine;
  }

  /** Runs a program to its end, or ends everything in this Windows when the time is over. */
  async run(args: readonly string[], run: WineRun): Promise<WineOutcome> {
    const stdout = openSync(run.stdout, 'w');
    const stderr = openSync(run.stderr, 'w');
    try {
      const child = spawn('wine', args, {
        cwd: run.directory,
        stdio: ['ignore', stdout, stderr],
        env: this.#environment(),
      });
      const time = { isOver: false };
      const timer = setTimeout(() => {
        time.isOver = true;
        this.end();
        child.kill('SIGKILL');
      }, run.timeoutMs);
      const [exitCode] = (await once(child, 'exit')) as [number | null];
      clearTimeout(timer);
      return time.isOver ? 'timed-out' : { exitCode };
    } finally {
      closeSync(stdout);
      closeSync(stderr);
    }
  }

  /** Ends every process in this Windows, and no other. */
  end(): void {
    spawnSync('wineserver', ['-k'], { env: this.#environment() });
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      WINEPREFIX: this.#prefix,
      WINEDEBUG: '-all',
      // No questions about what Wine could install.
      WINEDLLOVERRIDES: 'mscoree=;mshtml=',
      NODE_SKIP_PLATFORM_CHECK: '1',
      // Wine 8 lacks a library that native bindings for Windows load.
      NAPI_RS_FORCE_WASI: '1',
    };
  }
}
