import { spawn, spawnSync } from 'node:child_process';
import { expect, onTestFinished } from 'vitest';
import { MAIN } from './run-cli.ts';

/** Why a program cannot be run in a terminal here; nothing if it can. */
export function missingTerminal(): string | undefined {
  if (process.platform === 'win32') return 'there is no script on Windows';
  const { stdout } = spawnSync('script', ['--version'], { encoding: 'utf8' });
  return (stdout as string | null)?.includes('util-linux') === true
    ? undefined
    : 'there is no script of util-linux here';
}

export interface InTerminal {
  /** All that the terminal has shown so far, standard output and error together. */
  shown(): string;
  /** Waits until the terminal shows a text behind all that was waited for before. */
  waitFor(text: string): Promise<void>;
  type(keys: string): void;
  readonly ended: Promise<{ readonly code: number | null; readonly shown: string }>;
}

/** Starts a program in a terminal of its own; it is ended with the test at the latest. */
export function runInTerminal(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): InTerminal {
  const quoted = [process.execPath, MAIN, ...words].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qfec', quoted, '/dev/null'], {
    env: {
      PATH: process.env['PATH'],
      HOME: '/nowhere',
      TERM: 'xterm',
      NO_COLOR: '1',
      ...environment,
    },
  });
  let shown = '';
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
  const ended = new Promise<{ code: number | null; shown: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, shown }));
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    shown: () => shown,
    waitFor: async (text) => {
      await expect.poll(() => shown.slice(seen), { timeout: 20_000 }).toContain(text);
      seen = shown.indexOf(text, seen) + text.length;
    },
    type: (keys) => child.stdin.write(keys),
    ended,
  };
}
