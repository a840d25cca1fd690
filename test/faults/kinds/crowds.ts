import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { WireClient } from '../../../harness/wire-client.ts';
import type { Fault } from '../fault.ts';
import { tryToGreet } from '../support/aftermath.ts';
import { promised } from '../support/loss.ts';

const MIB = 1 << 20;
const FILE = { name: 'large.bin', sizeBytes: 24 * MIB };
/** More at once would overflow the system's queue of connections to accept. */
const OPENED_AT_ONCE = 100;
const OPENED_EVERY_MS = 20;
const STILL_SAMPLES = 10;
/** How long a crowd stays. */
const STAY_MS = { full: 3000, small: 300 };

/** Connections that read nothing unless told; what becomes of them is looked at by the caller. */
async function crowdOf(count: number, port: number, request = ''): Promise<Socket[]> {
  const crowd: Socket[] = [];
  while (crowd.length < count) {
    const batch = Array.from({ length: Math.min(OPENED_AT_ONCE, count - crowd.length) }, () => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      socket.pause();
      socket.on('error', () => undefined);
      if (request !== '') socket.write(request);
      return socket;
    });
    await Promise.all(batch.map(settled));
    crowd.push(...batch);
    await pause(OPENED_EVERY_MS);
  }
  return crowd;
}

/** Resolves when it is connected, or refused. */
function settled(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('connect', resolve);
    socket.once('close', () => resolve());
  });
}

async function disperse(crowd: readonly Socket[]): Promise<void> {
  for (const socket of crowd) socket.destroy();
  await pause(0);
}

/** Everybody has a place. */
const silent: Fault = {
  name: 'silent',
  what: '5,000 connections that say nothing, with room for 6,000',
  serverArgs: ['--max-connections', '6000'],
  async run({ port, size, served }) {
    const crowd = await crowdOf(size === 'full' ? 5000 : 400, port);
    await pause(STAY_MS[size]);
    const newcomer = await WireClient.connect(port);
    const { body } = await newcomer.get('others.bin');
    promised(body.equals(served.latest('others.bin')), 'a newcomer got other bytes');
    newcomer.close();
    await disperse(crowd);
  },
};

/** Nobody else has a place until the silent have had their time; those who spoke keep theirs. */
const silentOverLimit: Fault = {
  name: 'silent-over-limit',
  what: '5,000 connections that say nothing, with room for 1,024: newcomers are told "busy", and take the places of those that have said nothing for a second',
  async run(stage) {
    const { port, size } = stage;
    const crowd = await crowdOf(size === 'full' ? 5000 : 1200, port);
    const name = 'others.bin';
    const dialects = ['auto', 'plain'] as const;
    const targets = dialects.map((dialect) => ({ dialect, to: stage.folder() }));
    // Refused, and saying so; or in time to be served.
    await Promise.all(targets.map((target) => stage.download({ name, ...target })));
    await untilLetIn(port);
    for (const target of targets) await stage.finish({ name, ...target });
    await disperse(crowd);
  },
};

/** Sooner than the silent are cut anyway, which is after 10 s. */
async function untilLetIn(port: number): Promise<void> {
  const deadlineMs = performance.now() + 8_000;
  for (;;) {
    const client = await tryToGreet(port);
    client?.close();
    if (client !== undefined) return;
    promised(performance.now() < deadlineMs, 'nobody was let in for 8 s');
    await pause(200);
  }
}

const slowReaders: Fault = {
  name: 'slow-readers',
  what: '500 readers of a cached file at 100 bytes a second each, once the buffers of the system are full',
  prepare: (served) => void served.write(FILE.name, FILE.sizeBytes),
  async run({ port, size, isOn }) {
    const request = `{"op":"get","name":"${FILE.name}"}\n`;
    const crowd = await crowdOf(size === 'full' ? 500 : 60, port, request);
    await untilNothingMoves(port);
    await isOn();
    for (let step = 0; step * 100 < STAY_MS[size]; step++) {
      for (const socket of crowd) socket.read(10);
      await pause(100);
    }
    await disperse(crowd);
  },
};

/**
 * The system takes some MiB for each reader before it makes the server wait. Those are sent to slow readers
 * as fast as to any others, and are work like any other.
 */
async function untilNothingMoves(port: number): Promise<void> {
  const client = await WireClient.connect(port);
  let before = -1;
  for (let same = 0; same < STILL_SAMPLES;) {
    const { transfers } = await client.askFor({ op: 'stats' });
    const sentBytes = (transfers as readonly { name: string; sentBytes: number }[])
      .filter(({ name }) => name === FILE.name)
      .reduce((sum, transfer) => sum + transfer.sentBytes, 0);
    same = sentBytes === before ? same + 1 : 0;
    before = sentBytes;
    await pause(50);
  }
  client.close();
}

const unreadPipeline: Fault = {
  name: 'unread-pipeline',
  what: '20 connections that each send 1,000 requests at once and read no answer',
  prepare: (served) => void served.write(FILE.name, FILE.sizeBytes),
  async run({ port, size, random }) {
    const names = ['others.bin', FILE.name, 'no such file'];
    const requests = Array.from({ length: 1000 }, () => {
      return `{"op":"get","name":"${random.pick(names)}"}\n`;
    }).join('');
    const crowd = await crowdOf(size === 'full' ? 20 : 5, port, requests);
    await pause(STAY_MS[size]);
    await disperse(crowd);
  },
};

export const crowds: readonly Fault[] = [silent, silentOverLimit, slowReaders, unreadPipeline];
