import { parentPort, workerData } from 'node:worker_threads';
import type { Transfer } from '../../../shared/server-state.ts';
import { SharedCache } from '../../cache/shared-cache.ts';
import { sharedFilesAt } from '../../files/folder-set.ts';
import { ShareRules } from '../../files/share-rules.ts';
import { treatArchivesAsFiles } from '../../plain-files.ts';
import { GuessLimits } from '../../access/guess-limits.ts';
import { ThreadCounters } from '../../telemetry/counters.ts';
import { BATCH_INTERVAL_MS, EventBatch } from '../../telemetry/event-batch.ts';
import { RequestTrace } from '../../telemetry/request-trace.ts';
import { AccessGate } from './access-gate.ts';
import { AddressTable } from '../address-table.ts';
import { BodySender } from './sending/body-sender.ts';
import { SendingLimits } from './sending/sending-limits.ts';
import { ConnectionTable } from './connections/connection-table.ts';
import { TlsDoor } from './connections/tls-door.ts';
import { ContentSource } from './content/content-source.ts';
import { LISTINGS_AT_ONCE, LOAD_NOW_BYTES } from '../limits.ts';
import { Listeners } from './connections/listeners.ts';
import { OutputBufferPool } from './sending/output-batch.ts';
import { RequestLog } from './request-log.ts';
import { ServerFacts } from './server-facts.ts';
import type { SessionServices } from './sessions/session.ts';
import { SessionFactory } from './sessions/session-factory.ts';
import { Slots } from './sessions/slots.ts';
import type {
  CommandKind,
  FromThread,
  ThreadCommands,
  ThreadSetup,
  ToThread,
} from '../thread-messages.ts';

/** One worker thread of the server: composes its parts, and handles the commands of the supervisor. */

const DEADLINE_CHECK_MS = 1000;
/** Numbers of one incarnation of a thread; there are enough for both in an exact integer. */
const NUMBERS_PER_INCARNATION = 2 ** 32;

const port = parentPort;
if (port === null) throw new Error('server-worker.ts runs as a worker thread only');
treatArchivesAsFiles();
const setup = workerData as ThreadSetup;
const { thread, countersMemory, limits, descriptors, accepting } = setup;

const notify = (message: FromThread): void => port.postMessage(message);
const counters = new ThreadCounters(countersMemory, thread);
const addresses = new AddressTable(setup.addressMemory, thread);
const trace = setup.traceMemory && new RequestTrace(setup.traceMemory);
const cache = new SharedCache(setup.cacheMemory, { worker: thread, observer: trace });

// What a predecessor under this number left behind is given back before anything else is done.
cache.reclaim(thread);
counters.forgetOpenConnections();
addresses.reset();

let lastNumber = setup.incarnation * NUMBERS_PER_INCARNATION;
const nextNumber = (): number => ++lastNumber;

const events = new EventBatch(thread, (batch) => notify({ type: 'events', events: batch }));
const root = sharedFilesAt(setup.directory, {
  rules: new ShareRules(setup.share),
  descriptorCeiling: descriptors.fileCeiling,
});
const source = new ContentSource({
  thread,
  cache,
  root,
  counters,
  events,
  trace,
  // Who is alone with a port must not wait for a disk.
  loadNowBytes: accepting === 'port-per-thread' ? 0 : LOAD_NOW_BYTES,
});
const requests = new RequestLog({ thread, counters, events, nextNumber });
const transferQuestions = new Map<number, (transfers: readonly Transfer[]) => void>();
const gatherTransfers = (): Promise<readonly Transfer[]> =>
  new Promise((resolve) => {
    const id = nextNumber();
    transferQuestions.set(id, resolve);
    notify({ type: 'transfersWanted', id });
  });

const access = new AccessGate(setup.access, {
  thread,
  guesses: new GuessLimits(setup.guessMemory),
  counters,
  events,
});
const facts = new ServerFacts({ ...setup, cache, gatherTransfers });
const services: SessionServices = {
  cache,
  root,
  source,
  requests,
  facts,
  access,
  sender: new BodySender({ cache, source, counters }),
  buffers: new OutputBufferPool(),
  listings: new Slots(LISTINGS_AT_ONCE),
};
const tls = setup.tls && new TlsDoor(setup.tls);
const connections = new ConnectionTable({
  thread,
  sessions: new SessionFactory(services, { ...setup.http, tlsOnly: setup.tls?.only === true }),
  limits,
  rates: setup.rates && new SendingLimits(setup.rates),
  tls,
  connectionCeiling: descriptors.connectionCeiling,
  counters,
  addresses,
  events,
  nextNumber,
});
const listeners = new Listeners({
  reusePort: accepting === 'shared-port',
  onSocket: (socket, localPort) => connections.accept(socket, localPort),
});

const flushEvents = (): void => {
  const nowMs = Date.now();
  requests.reportProgress(nowMs);
  events.flush(nowMs);
};
setInterval(flushEvents, BATCH_INTERVAL_MS).unref();
setInterval(() => connections.checkDeadlines(), DEADLINE_CHECK_MS).unref();

type Commands = {
  readonly [K in CommandKind]: (
    request: ThreadCommands[K]['request'],
  ) => ThreadCommands[K]['result'] | Promise<ThreadCommands[K]['result']>;
};

const commands: Commands = {
  async listen(request) {
    await listeners.open(request);
    return null;
  },
  adopt({ fd }) {
    return listeners.adopt(fd);
  },
  unlisten(request) {
    listeners.close(request);
    return null;
  },
  transfers() {
    return requests.list();
  },
  evict({ names }) {
    return source.evict(names);
  },
  setTls(request) {
    tls?.replace(request);
    return null;
  },
  disconnect({ connection }) {
    return connections.disconnect(connection);
  },
  changeAccess({ keys }) {
    access.change(keys);
    if (keys !== undefined) connections.disconnectAll();
    return null;
  },
  async stop({ graceMs }) {
    listeners.closeAll();
    await connections.stop(graceMs);
    requests.cutRest();
    flushEvents();
    return null;
  },
};

async function handleCommand<K extends CommandKind>(
  kind: K,
  request: ThreadCommands[K]['request'],
): Promise<ThreadCommands[K]['result']> {
  return commands[kind](request);
}

port.on('message', (message: ToThread) => {
  switch (message.type) {
    case 'command': {
      const { id, kind, request } = message;
      handleCommand(kind, request).then(
        (result) => {
          notify({ type: 'answer', id, result });
          // Nothing is left to wait for then, and the thread ends.
          if (kind === 'stop') port.close();
        },
        (error: unknown) => {
          const { code = '', message } = error as NodeJS.ErrnoException;
          notify({ type: 'failure', id, code, message });
        },
      );
      break;
    }
    case 'transfers':
      transferQuestions.get(message.id)?.(message.transfers);
      transferQuestions.delete(message.id);
      break;
    case 'eventsWanted':
      events.setWanted(message.wanted);
      break;
    case 'draining':
      facts.isDraining = true;
      break;
    case 'portsChanged':
      facts.ports = message.ports;
      break;
  }
});
notify({ type: 'ready' });
