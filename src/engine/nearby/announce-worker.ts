import { hostname, networkInterfaces } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type CiaoService, getResponder, type Responder } from '@homebridge/ciao';
import type { Milliseconds } from '../../shared/units.ts';
import { isWildcard } from '../../shared/endpoint.ts';
import type { AnnouncedService, AnnouncerMessage, AnnouncerRequest } from './announcer-messages.ts';
import { SERVICE_TYPE } from './service-text.ts';

/**
 * A thread that announces one server, and answers who asks for it. It has a thread of its own because the
 * library prints to the console and ends the process when it meets what it cannot cope with, neither of
 * which may befall a server.
 */
const { port, host, ...wanted } = workerData as AnnouncedService;

/** The library notices other addresses of the interfaces that it knows; others are looked for here. */
const LOOK_EVERY_MS: Milliseconds = 15_000;

let { name, text } = wanted;
let interfaces = outwardInterfaces();
let current = open();

const looking = setInterval(() => {
  const now = outwardInterfaces();
  if (now.join() === interfaces.join()) return;
  interfaces = now;
  void close(current).then(() => {
    current = open();
  });
}, LOOK_EVERY_MS);

parentPort!.on('message', (request: AnnouncerRequest) => {
  if (request.type === 'update') {
    ({ text } = request);
    current?.service.updateTxt({ ...text });
    return;
  }
  clearInterval(looking);
  void close(current).then(() => {
    post({ type: 'stopped' });
    parentPort!.close();
  });
});

interface Opened {
  readonly responder: Responder;
  readonly service: CiaoService;
}

/** `undefined` while there is no network. */
function open(): Opened | undefined {
  if (interfaces.length === 0) return undefined;
  // Named, as the library does not find those that are one end of something: "eth0@if5" in a container.
  const responder = getResponder({ interface: [...interfaces], advertiseIpv6: true });
  const service = responder.createService({
    ...{ name, port, type: SERVICE_TYPE, txt: { ...text } },
    hostname: hostname().split('.', 1)[0]!,
    disabledIpv6: !host.includes(':'),
    ...(isWildcard(host) ? {} : { restrictedAddresses: [host] }),
  });
  // Somebody else has it: the library appends a number.
  service.on('name-change', (chosen) => {
    name = chosen;
    post({ type: 'named', name });
  });
  // Of the name of this computer, in which nobody but the records is interested.
  service.on('hostname-change', () => undefined);
  service.advertise().then(
    () => {
      // The library does not say when it could have no sockets.
      const { server } = responder as unknown as {
        readonly server: { getBoundInterfaceNames(): Iterable<string> };
      };
      if ([...server.getBoundInterfaceNames()].length > 0) {
        post({ type: 'named', name });
      } else fail(new Error('multicast DNS (UDP port 5353) cannot be used'));
    },
    (error: unknown) => {
      fail(error);
    },
  );
  return { responder, service };
}

/** The parent hears of it as of everything that ends the thread. */
function fail(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}

/** Tells everybody that it is gone (RFC 6762, section 10.1). */
async function close(opened: Opened | undefined): Promise<void> {
  await opened?.service.destroy();
  await opened?.responder.shutdown();
}

/** Those by which others can reach this computer. */
function outwardInterfaces(): readonly string[] {
  return Object.entries(networkInterfaces())
    .filter(([, infos = []]) => infos.some(({ internal }) => !internal))
    .map(([interfaceName]) => interfaceName)
    .sort();
}

function post(message: AnnouncerMessage): void {
  parentPort!.postMessage(message);
}
