import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openTerminal } from '../../src/cli/output/terminal.ts';
import { startServer } from '../../src/engine/server/supervisor/start-server.ts';
import { startCli, temporaryFolder } from './run-cli.ts';
import { runInProcess } from './run-in-process.ts';

const isUnix = process.platform !== 'win32';
const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;

/** A server with so many files; the last of them is named by its number. */
async function serve(count: number, sizeBytes = 10): Promise<number> {
  const directory = await temporaryFolder();
  for (let at = 1; at <= count; at++) {
    writeFileSync(path.join(directory, String(at)), Buffer.alloc(sizeBytes, at));
  }
  const server = await startServer({ directory, ports: [{ port: 0, host: '127.0.0.1' }] });
  onTestFinished(() => server.stop({ graceMs: 0 }));
  return server.status().ports[0]!.port;
}

describe.runIf(isUnix)('where the current folder has been deleted', () => {
  /** Words in front of a command that deletes the folder in which it runs. */
  async function inDeletedFolder(): Promise<readonly string[]> {
    return ['sh', '-c', 'cd "$0" && rmdir "$0" && exec "$@"', await temporaryFolder()];
  }

  it.each([
    ['tcp_client', '127.0.0.1', '9', 'a'],
    ['tcp_client', '127.0.0.1', '9', 'a', 'below'],
    ['tcp_server', '0', '.'],
  ])('%s %s %s %s %s says so', async (...words) => {
    const before = await inDeletedFolder();
    const { code, stderr } = await startCli(words, { before }).ended;
    expect(stderr).toContain('The folder in which this command was started is gone');
    expect(stderr).not.toContain('should not have happened');
    expect(code).toBe(4);
  });

  it('a download into another folder succeeds', async () => {
    const port = await serve(1);
    const to = await temporaryFolder();
    const words = ['tcp_client', '127.0.0.1', String(port), '1', to];
    const { code, stderr } = await startCli(words, { before: await inDeletedFolder() }).ended;
    expect(stderr.replace(/^sh: .*\n/gm, '')).toBe('');
    expect(code).toBe(0);
    expect(readdirSync(to)).toEqual(['1']);
  });
});

it.runIf(isRootOnLinux)('a folder that cannot be made on a read-only disk is said so', async () => {
  const disk = await temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', disk]);
  onTestFinished(() => void execFileSync('umount', [disk]));
  for (const folder of ['new', 'new/folder']) {
    const to = path.join(disk, folder);
    const { code, stderr } = await runInProcess(['tcp_client', '127.0.0.1', '9', 'a', to]);
    expect(stderr).toContain('the file system is read-only');
    expect(code).toBe(4);
  }
});

it.runIf(isUnix).each([['native'], ['plain']])(
  'files that cannot all be open at once wait for each other, %s',
  async (dialect) => {
    const count = 24;
    const port = await serve(count, 300_000);
    const to = await temporaryFolder();
    const names = Array.from({ length: count }, (_, at) => String(at + 1));
    const words = ['fifolio', 'get', `127.0.0.1:${port}`, ...names, '--to', to];
    const { code, stderr } = await startCli([...words, '--dialect', dialect], {
      before: ['sh', '-c', 'ulimit -n 30 && exec "$@"', 'sh'],
    }).ended;
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(readdirSync(to).sort()).toEqual(names.sort());
    for (const name of names) {
      expect(readFileSync(path.join(to, name)).equals(Buffer.alloc(300_000, Number(name)))).toBe(
        true,
      );
    }
  },
);

describe('a terminal that cannot move its cursor', () => {
  const environment = { TERM: 'dumb' };

  it('gets no progress that is drawn over', async () => {
    const port = await serve(3, 1_000_000);
    const to = await temporaryFolder();
    const words = ['fifolio', 'get', `127.0.0.1:${port}`, '--recursive', '--to', to];
    const { code, stdout, stderr } = await runInProcess(words, { columns: 80, environment });
    expect(stderr).toBe('');
    expect(stdout).toContain('saved');
    expect(stdout).not.toContain('\u001b');
    expect(code).toBe(0);
  });

  it('is one by its TERM', () => {
    const stream = { isTTY: true, on: () => undefined } as unknown as NodeJS.WriteStream;
    expect(openTerminal(stream, stream, environment).out).toMatchObject({
      isTerminal: true,
      canRedraw: false,
    });
    expect(openTerminal(stream, stream, { TERM: 'xterm' }).out.canRedraw).toBe(true);
  });
});

it('an address with an interface that is not there is not blamed on a firewall', async () => {
  const { code, stderr } = await runInProcess(['fifolio', 'list', '[fe80::1%nosuch]:80']);
  expect(stderr).toContain('this computer has no network interface nosuch');
  expect(code).toBe(3);
});

it.each([['list'], ['files'], ['stats'], ['watch']])(
  '%s of a tunnel that accepts and ends says that, and nothing of dialects or of what is kept',
  async (command) => {
    const tunnel = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await once(tunnel, 'listening');
    onTestFinished(() => void tunnel.close());
    const { port } = tunnel.address() as AddressInfo;
    const { code, stderr } = await runInProcess(['fifolio', command, `127.0.0.1:${port}`]);
    expect(stderr).toMatch(/closed it without an answer\. Check that a file server listens there/);
    expect(stderr).not.toMatch(/kept|dialect/);
    expect(code).toBe(3);
  },
);

it.each([['flag'], ['variable'], ['file']])('~ in a %s is the own folder', async (source) => {
  const port = await serve(1);
  const home = await temporaryFolder();
  const directory = await temporaryFolder();
  const config = path.join(directory, 'fifolio.json');
  writeFileSync(config, JSON.stringify({ to: '~/in' }));
  mkdirSync(path.join(home, 'in'));
  const words = ['fifolio', 'get', `127.0.0.1:${port}`, '1'];
  if (source === 'flag') words.push('--to', '~/in');
  if (source === 'file') words.push('--config', config);
  const environment = {
    ...{ HOME: home, USERPROFILE: home },
    ...(source === 'variable' ? { FIFOLIO_TO: '~/in' } : {}),
  };
  const { code, stderr } = await startCli(words, { environment, directory }).ended;
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(readdirSync(path.join(home, 'in'))).toEqual(['1']);
  expect(readdirSync(directory)).toEqual(['fifolio.json']);
});
