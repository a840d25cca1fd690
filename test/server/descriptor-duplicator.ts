import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { DuplicateDescriptor } from '../../src/engine/server/supervisor/listening-socket.ts';

/** A socket of libuv, as Node wraps it. */
interface Handle {
  readonly fd: number;
  open(fd: number): number;
}

/** Sends every handle back that it is sent. */
const ECHO = `process.on('message', (message, handle) => process.send(message, handle, () => handle.close()))`;

let echo: ChildProcess | undefined;
/** One after the other: the echo's answers are told apart by nothing else. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Duplicates the descriptor of a socket where opening `/dev/fd/N` does not (Linux): a handle that is sent
 * to another process and back is a duplicate. For tests only, as the handles on both descriptors are never
 * closed, or they would be closed twice.
 */
export const duplicateByEcho: DuplicateDescriptor = (fd) => {
  const duplicated = last.then(() => duplicate(fd));
  last = duplicated.catch(() => undefined);
  return duplicated;
};

async function duplicate(fd: number): Promise<number> {
  echo ??= startEcho();
  const handle = activeHandle(fd) ?? (await newHandle(fd));
  echo.ref();
  const answered = once(echo, 'message');
  echo.send('duplicate', handle as never);
  const [, { fd: copy }] = (await answered) as [unknown, Handle];
  echo.unref();
  return copy;
}

function startEcho(): ChildProcess {
  const started = fork('-e', [ECHO], { execArgv: [], stdio: 'ignore' });
  started.channel?.unref();
  return started;
}

/** libuv refuses a second handle on a descriptor that it is polling. */
function activeHandle(fd: number): Handle | undefined {
  const { _getActiveHandles: list } = process as unknown as { _getActiveHandles: () => object[] };
  return list()
    .map((active) => (active as { readonly _handle?: Handle })._handle)
    .find((handle) => handle?.fd === fd);
}

async function newHandle(fd: number): Promise<Handle> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { _handle: handle } = server as unknown as { readonly _handle: Handle };
  server.close();
  // Of the kind that a connection has; a handle that listens would accept.
  const created = new (handle.constructor as new (kind: 0) => Handle)(0);
  if (created.open(fd) !== 0) throw new Error(`${fd} is no descriptor of a socket`);
  return created;
}
