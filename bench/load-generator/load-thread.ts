/**
 * One thread of the load generator. It never looks at more than the first byte of each answer: all
 * connections receive into one reused buffer, and answers are told apart by their length.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openKeptConnections } from './kept-connections.ts';
import type { ThreadMessage, ThreadTask } from './load.ts';
import { askOverNewConnections } from './new-connections.ts';

const task = workerData as ThreadTask;
const port = parentPort!;

function send(message: ThreadMessage): void {
  port.postMessage(message);
}

function fail(error: Error): void {
  // Thrown outside all promises: it reaches the generator as the thread's 'error'.
  setImmediate(() => {
    throw error;
  });
}

const { mode } = task;
const start =
  mode === 'new-connections'
    ? () => askOverNewConnections(task)
    : await openKeptConnections(task, mode.pipeline);

port.once('message', () => {
  start().then((bytes) => send({ type: 'done', bytes }), fail);
});
send({ type: 'ready' });
