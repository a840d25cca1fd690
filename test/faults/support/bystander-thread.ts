/**
 * A well-behaved client, in a thread of its own, so that what else goes on here does not slow it down:
 * some connections, each asking for one file again and again, and looking at every byte.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { checksumOf, WireClient } from '../../../harness/wire-client.ts';
import type { BystanderReport, BystanderSetup, ToBystander } from './bystander-messages.ts';

/** So many that every thread of the server has one, almost certainly. */
const CONNECTIONS = 8;
/**
 * Between two requests of a connection. Without it the processors would be full before a fault begins, and
 * whatever causes the fault would take its share from this client, however good the server is.
 */
const PAUSE_MS = 10;
const RECONNECT_AFTER_MS = 20;
const MAX_WRONG_TOLD = 5;

const { port, file } = workerData as BystanderSetup;
const content = file && Buffer.from(file.content);
const checksum = content && checksumOf(content);

let running = false;
let requests = 0;
let lostConnections = 0;
let wrong: string[] = [];
let wake = Promise.withResolvers<undefined>();

async function askOnce(client: WireClient): Promise<string | undefined> {
  if (file === undefined || content === undefined) {
    const answer = await client.askFor({ op: 'hello' });
    return answer['ok'] === true ? undefined : JSON.stringify(answer);
  }
  client.ask({ op: 'get', name: file.name });
  const header = await client.readJson();
  if (header['ok'] !== true) return JSON.stringify(header);
  const body = await client.readBytes(header['length'] as number);
  const closing = await client.readJson();
  if (closing['crc32'] !== checksum) return `a closing line ${JSON.stringify(closing)}`;
  return body.equals(content) ? undefined : 'other bytes';
}

async function keepAsking(first: WireClient): Promise<never> {
  let client: WireClient | undefined = first;
  for (;;) {
    if (!running) await wake.promise;
    try {
      client ??= await WireClient.connect(port);
      const problem = await askOnce(client);
      if (problem === undefined) requests++;
      else if (wrong.length < MAX_WRONG_TOLD) wrong.push(problem);
    } catch {
      if (client !== undefined) lostConnections++;
      client?.close();
      client = undefined;
      await pause(RECONNECT_AFTER_MS);
    }
    await pause(PAUSE_MS);
  }
}

let begunAtMs = 0;

function begin(): void {
  requests = 0;
  lostConnections = 0;
  wrong = [];
  begunAtMs = performance.now();
  running = true;
  wake.resolve(undefined);
}

async function end(atLeast: number): Promise<void> {
  while (requests < atLeast && wrong.length === 0) await pause(PAUSE_MS);
  running = false;
  wake = Promise.withResolvers();
  const durationMs = performance.now() - begunAtMs;
  const report: BystanderReport = { requests, durationMs, lostConnections, wrong };
  parentPort!.postMessage(report);
}

parentPort!.on('message', (message: ToBystander) => {
  if (message.type === 'begin') begin();
  else void end(message.atLeast);
});

for (let at = 0; at < CONNECTIONS; at++) {
  const client = await WireClient.connect(port);
  // Answered, so it has certainly been let in.
  await client.askFor({ op: 'hello' });
  void keepAsking(client);
}
parentPort!.postMessage('connected');
