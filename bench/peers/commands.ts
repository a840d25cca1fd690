import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const TIMEOUT_MS = 10_000;
const run = promisify(execFile);

/** What a program prints; `undefined` if it is not installed. */
export async function outputOf(
  command: string,
  args: readonly string[],
): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(command, args, { timeout: TIMEOUT_MS });
    // nginx tells its version on standard error.
    return `${stdout}${stderr}`;
  } catch (error) {
    // A number is an exit status: a launcher without the program that it should launch.
    const { code } = error as { code?: string | number };
    if (code === 'ENOENT' || typeof code === 'number') return undefined;
    throw error;
  }
}

/** The first line that a program prints about its version; `undefined` if it is not installed. */
export async function versionOf(
  command: string,
  args: readonly string[],
): Promise<string | undefined> {
  return (await outputOf(command, args))?.split('\n')[0];
}
