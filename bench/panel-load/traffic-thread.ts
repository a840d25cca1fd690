/**
 * The clients of the server, in a thread of their own so that nothing holds up their pace. First
 * they fill the cache, then they ask a steady number of times a second until they are told to stop.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { seeded } from '../../harness/random.ts';
import { NativeConnection } from './native-connection.ts';
import { ENTRIES, FILES, nameOf } from './served-files.ts';
import type { TrafficMessage, TrafficOrder, TrafficTask } from './traffic.ts';

const CONNECTIONS = 8;
const MOST_OUTSTANDING = 32;
const TICK_MS = 5;
/** Asked for again are the younger ones, so that none of them is pushed out meanwhile. */
const RECENT = ENTRIES - 1000;

const { port, requestsPerSecond, missesPerSecond, secondsAtMost } = workerData as TrafficTask;
const orders = parentPort!;
const random = seeded(1);
const connections = await Promise.all(
  Array.from({ length: CONNECTIONS }, () => NativeConnection.open(port)),
);
const counts = { requests: 0, fromDisk: 0, held: 0 };
/** Goes round: the number of the file that is to come next. */
let next = 0;

/** Answers of a connection come in order, so that the cache fills in order too. */
const filling: Promise<unknown>[] = [];
for (; next < FILES; next += 1) {
  const connection = connections[0]!;
  if (connection.outstanding >= MOST_OUTSTANDING) await filling[filling.length - MOST_OUTSTANDING];
  filling.push(connection.get(nameOf(next)));
}
await Promise.all(filling);
say({ type: 'filled' });

let timer: NodeJS.Timeout | undefined;
let isStopped = false;

function startAsking(): void {
  const startedAtMs = performance.now();
  const missEvery = Math.round(requestsPerSecond / missesPerSecond);
  let asked = 0;
  timer = setInterval(() => {
    const seconds = (performance.now() - startedAtMs) / 1000;
    if (seconds > secondsAtMost) {
      clearInterval(timer);
      return;
    }
    const due = Math.floor(seconds * requestsPerSecond);
    for (; asked < due; asked += 1) {
      const connection = connections[asked % CONNECTIONS]!;
      if (connection.outstanding >= MOST_OUTSTANDING) {
        // Not asked for later: a server that has fallen behind shall not be flooded.
        counts.held += 1;
        continue;
      }
      const isMiss = asked % missEvery === 0;
      const number = isMiss ? next++ : next - 1 - Math.floor(random() * RECENT);
      void connection.get(nameOf(number % FILES)).then(({ source }) => {
        counts.requests += 1;
        if (source === 'disk') counts.fromDisk += 1;
      }, fail);
    }
  }, TICK_MS);
}

orders.on('message', (order: TrafficOrder) => {
  switch (order.type) {
    case 'start':
      startAsking();
      break;
    case 'fetch': {
      fetchOne(order.name).catch(fail);
      break;
    }
    case 'stop':
      clearInterval(timer);
      say({ type: 'stopped', ...counts });
      isStopped = true;
      for (const connection of connections) connection.close();
      orders.close();
      break;
  }
});

/** Over a connection of its own, where it waits for nothing else. */
async function fetchOne(name: string): Promise<void> {
  const connection = await NativeConnection.open(port);
  const askedAtMs = Date.now();
  const { source } = await connection.get(name);
  say({ type: 'fetched', source, askedAtMs });
  connection.close();
}

function say(message: TrafficMessage): void {
  orders.postMessage(message);
}

function fail(error: Error): void {
  // What was under way when the connections were closed.
  if (isStopped) return;
  // Thrown outside all promises: it reaches the benchmark as the thread's 'error'.
  setImmediate(() => {
    throw error;
  });
}
