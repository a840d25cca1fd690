import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WireClient } from '../../harness/wire-client.ts';
import { findAccepting } from '../../src/engine/server/supervisor/accepting.ts';
import {
  endLoan,
  lendDescriptor,
  takeDescriptor,
} from '../../src/engine/server/descriptor-loan.ts';
import { duplicateByPath } from '../../src/engine/server/supervisor/listening-socket.ts';
import { duplicateByEcho } from './descriptor-duplicator.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const HOST = '127.0.0.1';
const SHARED = { accepting: 'shared-descriptor', duplicate: duplicateByEcho } as const;

function folderWithFile(): TestFolder {
  const folder = new TestFolder();
  folder.write('file.txt', 'content');
  return folder;
}

function openDescriptors(): number {
  return readdirSync('/proc/self/fd').length;
}

/** Whether another program could listen on a port now. */
async function isFree(port: number): Promise<boolean> {
  const other = createServer();
  const listening = await new Promise<boolean>((resolve) => {
    other.once('error', () => resolve(false));
    other.listen(port, HOST, () => resolve(true));
  });
  await new Promise((resolve) => other.close(resolve));
  return listening;
}

describe('the way to accept', () => {
  it.skipIf(process.platform !== 'linux')('is found by trying (Linux)', async () => {
    expect(await findAccepting()).toMatchObject({ accepting: 'shared-port' });
  });
});

describe('a descriptor that is lent', () => {
  it('is closed by exactly one side', () => {
    const taken = lendDescriptor(openSync(import.meta.filename, 'r'));
    expect(takeDescriptor(taken)).toBe(true);
    endLoan(taken);
    // Still open: it is the taker's.
    closeSync(taken.fd);
    const left = lendDescriptor(openSync(import.meta.filename, 'r'));
    endLoan(left);
    expect(() => closeSync(left.fd)).toThrow('EBADF');
    expect(takeDescriptor(left)).toBe(false);
  });
});

describe.skipIf(process.platform !== 'linux')('threads that share a descriptor (Linux)', () => {
  it('are refused a duplicate by path for a socket, on Linux', async () => {
    const server = await TestServer.start(
      folderWithFile(),
      {},
      {
        accepting: 'shared-descriptor',
        duplicate: duplicateByPath,
      },
    );
    expect(server.handle.status().ports).toMatchObject([
      { state: 'failed', problem: { detail: expect.stringContaining('ENXIO') as string } },
    ]);
  });

  it('free the port at once when it is removed, and when the server stops', async () => {
    const server = await TestServer.start(folderWithFile(), { threads: 3 }, SHARED);
    const added = await server.handle.addPort({ port: 0, host: HOST });
    const [client] = await server.connectToEveryThread(added.port);
    expect(await server.handle.removePort(added.port)).toBe(true);
    expect(await isFree(added.port)).toBe(true);
    expect((await client!.get('file.txt')).body.toString()).toBe('content');
    await server.handle.stop({ graceMs: 0 });
    expect(await isFree(server.port)).toBe(true);
  });

  it('lose no connection that waits when they die, and no port when all of them do', async () => {
    const server = await TestServer.start(folderWithFile(), { threads: 2 }, SHARED);
    const { port } = server;
    await Promise.all(server.threads.map((thread) => thread.terminate()));
    // Nobody accepts at the moment; the socket is there all the same.
    const waiting = await Promise.all(Array.from({ length: 20 }, () => WireClient.connect(port)));
    for (const client of waiting) {
      onTestFinished(() => client.close());
      expect((await client.get('file.txt')).body.toString()).toBe('content');
    }
    await server.connectToEveryThread();
    expect(server.handle.status().ports).toMatchObject([{ port, state: 'listening' }]);
  });

  it('never close what is not theirs, and leave nothing open', async () => {
    const server = await TestServer.start(folderWithFile(), { threads: 3 }, SHARED);
    await duplicateOnce(server);
    const before = openDescriptors();
    // Whoever closes a number twice closes one of these, which are opened all the time.
    const witnesses: number[] = [];
    const expectWitnesses = (): void => {
      for (const fd of witnesses.splice(0)) {
        expect(readSync(fd, Buffer.alloc(1))).toBe(1);
        closeSync(fd);
      }
    };
    for (let round = 0; round < 5; round++) {
      const added = server.handle.addPort({ port: 0, host: HOST });
      const killed = server.threads[round % 3]!.terminate();
      witnesses.push(openSync(import.meta.filename, 'r'));
      const { port } = await added;
      await killed;
      witnesses.push(openSync(import.meta.filename, 'r'));
      await eventually(() => server.eventsOf('workerStarted')).toHaveLength(round + 1);
      for (const client of await server.connectToEveryThread(port)) {
        expect((await client.get('file.txt')).body.toString()).toBe('content');
        client.close();
      }
      expect(await server.handle.removePort(port)).toBe(true);
      witnesses.push(openSync(import.meta.filename, 'r'));
      expect(await isFree(port)).toBe(true);
      expectWitnesses();
    }
    await eventually(() => server.handle.status().counters.connectionsOpen).toBe(0);
    await eventually(openDescriptors).toBe(before);
  });
});

/** Starts what the first duplicate starts, so that it is not counted. */
async function duplicateOnce(server: TestServer): Promise<void> {
  const { port } = await server.handle.addPort({ port: 0, host: HOST });
  await server.handle.removePort(port);
}
