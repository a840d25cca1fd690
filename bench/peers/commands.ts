import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The first line that a program prints about its version; `undefined` if it is not installed. */
export async function versionOf(command: string, argument: string): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(command, [argument]);
    // nginx tells its version on standard error.
    return `${stdout}${stderr}`.split('\n')[0];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
