/**
 * The thread of the load generator in Node. It never looks at more than the first byte of each
 * answer: all connections receive into one reused buffer, and answers are told apart by their length.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openKeptConnections } from './kept-connections.ts';
import type { Load } from './load.ts';
import { askOverNewConnections } from './new-connections.ts';
import type { ThreadMessage } from './node-generator.ts';
import { Supply } from './supply.ts';

const load = workerData as Load;
const port = parentPort!;
const supply = new Supply(load);

function send(message: ThreadMessage): void {
  port.postMessage(message);
}

const { use } = load;
const run =
  typeof use === 'object'
    ? await openKeptConnections(load, supply, use.pipeline)
    : () => askOverNewConnections(load, supply, use);

port.once('message', () => {
  const startedAtMs = performance.now();
  supply.start();
  run().then(
    (bytes) => {
      const seconds = (performance.now() - startedAtMs) / 1000;
      send({ type: 'done', seconds, answers: supply.asked, bytes });
    },
    (error: unknown) => {
      // Thrown outside all promises: it reaches the generator as the thread's 'error'.
      setImmediate(() => {
        throw error;
      });
    },
  );
});
send({ type: 'ready' });
