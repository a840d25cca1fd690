import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { expect } from '@playwright/test';
import { collectOutput, ended } from './child.ts';
import { freePort } from './free-port.ts';

const root = resolve(import.meta.dirname, '../..');

/** Starts `./tcp_server` or `./tcp_client`, which are shell scripts; on Windows what they start. */
function launch(program: 'tcp_server' | 'tcp_client', args: readonly string[]): ChildProcess {
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] };
  return process.platform === 'win32'
    ? spawn(process.execPath, [resolve(root, 'out/main/cli.js'), program, ...args], options)
    : spawn(resolve(root, program), args, options);
}

/** Fetches a file in a process of its own, and expects that to succeed. */
export async function fetchWithClient(port: number, name: string, folder: string): Promise<void> {
  const child = launch('tcp_client', ['127.0.0.1', port.toFixed(0), name, folder]);
  const output = collectOutput(child);
  expect(await ended(child, 30_000), output()).toBe(0);
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly port: number;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

export async function startServerProcess(
  folder: string,
  port?: number,
  words: readonly string[] = [],
): Promise<ServerProcess> {
  const chosen = port ?? (await freePort());
  const child = launch('tcp_server', [chosen.toFixed(0), folder, ...words]);
  const output = collectOutput(child);
  await new Promise<void>((started, failed) => {
    child.stdout?.on('data', () => {
      if (output().includes(`127.0.0.1:${chosen}`)) started();
    });
    child.once('exit', (code) => {
      failed(new Error(`The server ended with code ${code}:\n${output()}`));
    });
  });
  return {
    port: chosen,
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
  };
}
