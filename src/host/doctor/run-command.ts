import { execFile } from 'node:child_process';
import type { Milliseconds } from '../../shared/units.ts';

const LIMIT_MS: Milliseconds = 10_000;
const MOST_OUTPUT = 16 * 1024 * 1024;

/** What a program of the system said. */
export interface CommandResult {
  /** `missing`: there is no such program. `failed`: any other end than 0, or none within ten seconds. */
  readonly end: 'done' | 'failed' | 'missing';
  readonly stdout: string;
}

export type RunCommand = (program: string, args: readonly string[]) => Promise<CommandResult>;

/**
 * Runs a program of the system, without a shell, its messages in English. Never rejects. The folders of
 * administrators are searched, too, which those of other users often lack.
 */
export const runCommand: RunCommand = (program, args) =>
  new Promise((resolve) => {
    const path = process.env['PATH'] ?? '';
    const PATH = process.platform === 'win32' ? path : `${path}:/usr/sbin:/sbin`;
    const env = { ...process.env, PATH, LC_ALL: 'C' };
    const limits = { timeout: LIMIT_MS, maxBuffer: MOST_OUTPUT, windowsHide: true };
    execFile(program, [...args], { env, ...limits }, (error, stdout) => {
      const isMissing = error !== null && error.code === 'ENOENT';
      const end = error === null ? 'done' : isMissing ? 'missing' : 'failed';
      resolve({ end, stdout });
    });
  });

/** Runs a script of PowerShell with a {@link RunCommand}; only Windows has it for sure. */
export function runPowerShell(run: RunCommand, script: string): Promise<CommandResult> {
  return run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script]);
}
