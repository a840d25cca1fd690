import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Resolves with the exit code once a process has ended; kills it if it has not after `limitMs`. */
export async function ended(child: ChildProcess, limitMs = 10_000): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  await once(child, 'exit');
  clearTimeout(timer);
  return child.exitCode;
}

/** Everything a process has said so far, on either stream. */
export function collectOutput(child: ChildProcess): () => string {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return () => output;
}
