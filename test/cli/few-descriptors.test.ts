import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type RunningCli, startCli, temporaryFolder } from './run-cli.ts';

const hasLimits = process.platform !== 'win32';
const WAIT = { timeout: 15_000, interval: 20 };
const CONTENT = 'hello';

/** A program of ours that may have so many files open. */
function startLimited(descriptors: number, words: readonly string[]): RunningCli {
  const script = `ulimit -n ${descriptors} && exec "$@"`;
  return startCli(words, { before: ['sh', '-c', script, 'sh'] });
}

async function serveLimited(descriptors: number, ...flags: string[]): Promise<number> {
  const directory = await temporaryFolder();
  await writeFile(path.join(directory, 'a.txt'), CONTENT);
  const words = ['tcp_server', '0', directory, '--json', ...flags];
  const server = startLimited(descriptors, words);
  let port: number | undefined;
  await vi.waitFor(() => {
    expect(server.stderr()).toBe('');
    port = (JSON.parse(server.stdout().split('\n')[0]!) as { status: { port: number } }).status
      .port;
  }, WAIT);
  return port!;
}

/** How a connection ends on which nothing is asked: an error's code, or `end`. */
function endOfSilence(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.resume();
    socket.on('end', () => resolve('end'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
  });
}

it
  .runIf(hasLimits)
  .each([[[]], [['--max-connections', '5000']], [['--threads', '4', '--max-connections', '5000']]])(
  'a server without descriptors ends no connection in a way that is an empty file to a plain client, %j',
  async (flags) => {
    const port = await serveLimited(256, '--request-timeout', '1s', ...flags);
    const ends = await Promise.all(Array.from({ length: 400 }, () => endOfSilence(port)));
    expect([...new Set(ends)]).toEqual(['ECONNRESET']);
    const answer = connect(port, '127.0.0.1', () => answer.write('a.txt'));
    expect(Buffer.concat(await answer.toArray()).toString()).toBe(CONTENT);
  },
);

it.runIf(hasLimits)(
  'a server that may not have the descriptors it needs says how many',
  async () => {
    const words = ['tcp_server', '0', await temporaryFolder(), '--threads', '2'];
    const { code, stderr } = await startLimited(24, words).ended;
    expect(stderr).toMatch(
      /^tcp_server: error: This program may have 24 files open at once, which is too few for a server with 2 threads\. Allow \d+ or more \(ulimit -n\), or use fewer threads\.\n$/,
    );
    expect(code).toBe(4);
    const needed = Number(/Allow (\d+)/.exec(stderr)![1]);
    await serveLimited(needed, '--threads', '2');
  },
);
