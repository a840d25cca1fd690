import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs one of the project's scripts to its end, with this Node; gives its exit code and all it printed. */
export async function runScript(
  ...command: [script: string, ...args: string[]]
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
