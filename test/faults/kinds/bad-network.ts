import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startProgram } from '../../../harness/fifolio.ts';
import { checksumOf, WireClient } from '../../../harness/wire-client.ts';
import type { Fault, Stage } from '../fault.ts';
import type { Direction, Trouble } from '../support/fault-proxy.ts';
import { FaultProxy } from '../support/fault-proxy.ts';
import { promised } from '../support/loss.ts';
import type { Random } from '../support/random.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const SMALL = { name: 'small.bin', sizeBytes: 20 * KIB };
const LARGE = { name: 'large.bin', sizeBytes: 24 * MIB };
/** More than a client ever sends for one file. */
const MOST_SENT_BYTES = 300;
const DIALECTS = ['auto', 'native', 'plain'] as const;
/** Two retries where nothing arrives, after 1 s and 2 s: the ten minutes of the default would be waited for. */
const FEW_RETRIES = ['--retry-for', '3s'];

/** A byte where something may happen: often among the first, where headers are. */
function placeIn(random: Random, direction: Direction, sizeBytes: number): number {
  if (direction === 'up') return random.between(0, MOST_SENT_BYTES);
  return random.between(0, random.pick([400, sizeBytes]));
}

async function fetchThrough(
  stage: Stage,
  name: string,
  troubles: readonly Trouble[],
  options: { readonly dialect: (typeof DIALECTS)[number]; readonly pieceBytes?: number },
): Promise<void> {
  const { dialect, pieceBytes } = options;
  const proxy = await FaultProxy.start({
    port: stage.port,
    troubles,
    ...(pieceBytes === undefined ? {} : { pieceBytes }),
  });
  const to = stage.folder();
  try {
    await stage.download({ name, port: proxy.port, to, dialect, args: FEW_RETRIES });
  } finally {
    await proxy.close();
  }
  await stage.finish({ name, to, dialect });
}

function writeBoth(served: Stage['served']): void {
  for (const { name, sizeBytes } of [SMALL, LARGE]) served.write(name, sizeBytes);
}

/** One to five connections in a row that break at random bytes: fewer and more than the client retries. */
const cut: Fault = {
  name: 'cut',
  what: 'connections reset or ended at a random byte, either direction, both dialects, 1 to 5 in a row',
  prepare: writeBoth,
  async run(stage) {
    const { random } = stage;
    const { name, sizeBytes } = random.pick([SMALL, LARGE]);
    const dialect = random.pick(DIALECTS);
    const troubles = Array.from({ length: random.between(1, 5) }, (): Trouble => {
      const direction = random.pick(['up', 'down'] as const);
      // In the plain dialect an end is how a whole answer ends too: see `plain-end`.
      const what = dialect === 'plain' ? 'reset' : random.pick(['reset', 'end'] as const);
      return { direction, afterBytes: placeIn(random, direction, sizeBytes), what };
    });
    await fetchThrough(stage, name, troubles, { dialect });
  },
};

/** What the plain dialect cannot tell, and must say that it cannot. */
const plainEnd: Fault = {
  name: 'plain-end',
  what: 'plain dialect: an ordinary end in the middle, which looks like the end of the file; the client must say "not-verified"',
  prepare: writeBoth,
  async run({ random, port, served, folder, resources }) {
    const { name, sizeBytes } = random.pick([SMALL, LARGE]);
    const afterBytes = random.between(1, sizeBytes - 1);
    const proxy = await FaultProxy.start({
      port,
      troubles: [{ direction: 'down', afterBytes, what: 'end' }],
    });
    const to = folder();
    try {
      const args = ['127.0.0.1', String(proxy.port), name, to, '--dialect', 'plain'];
      const client = await startProgram(resources, 'tcp_client', args);
      const code = await client.ended;
      promised(code === 0, `ended with ${code}: ${client.errors()}`);
      promised(client.output().endsWith('not-verified'), `said: ${client.output()}`);
      const got = readFileSync(path.join(to, name));
      promised(
        got.equals(served.latest(name).subarray(0, afterBytes)),
        `${name} has bytes that were never sent`,
      );
    } finally {
      await proxy.close();
    }
  },
};

/** Silence longer than the server's limits, which are lowered; longer than the client's own, in full size. */
const stall: Fault = {
  name: 'stall',
  what: 'silence at a random byte, in headers and bodies, longer than the limits of either side (server: 1 s)',
  serverArgs: ['--request-timeout', '1s', '--idle-timeout', '1s'],
  prepare: writeBoth,
  async run(stage) {
    const { random, size } = stage;
    // The client gives up after 30 s, or 3 s for a greeting.
    const waits = size === 'full' ? [2500, 4000, random.pick([2500, 2500, 2500, 31_000])] : [2500];
    // Before programs are started, which may hold this process up for longer than the limits.
    const inRequest = await beginRequest(stage);
    const inBody = await beginReading(stage);
    await Promise.all([
      ...waits.map(async (waitMs) => {
        const { name, sizeBytes } = random.pick([SMALL, LARGE]);
        const dialect = random.pick(DIALECTS);
        const direction = random.pick(['up', 'down'] as const);
        const afterBytes = placeIn(random, direction, sizeBytes);
        const what = (): Promise<void> => pause(waitMs);
        await fetchThrough(stage, name, [{ direction, afterBytes, what }], { dialect });
      }),
      requireCutInRequest(inRequest),
      requireCutInBody(inBody),
    ]);
  },
};

async function beginRequest({ port, random }: Stage): Promise<WireClient> {
  const client = await WireClient.connect(port);
  const request = `{"op":"get","name":"${SMALL.name}"}`;
  client.send(request.slice(0, random.between(1, request.length)));
  return client;
}

async function requireCutInRequest(client: WireClient): Promise<void> {
  const received = await client.readUntilCut();
  client.close();
  promised(received.length === 0, 'half a request was answered');
}

async function beginReading({ port, random }: Stage): Promise<WireClient> {
  const client = await WireClient.connect(port);
  client.ask({ op: 'get', name: LARGE.name });
  await client.readBytes(random.between(1, 100_000));
  return client;
}

async function requireCutInBody(client: WireClient): Promise<void> {
  // Longer than the server waits for somebody who does not read.
  await pause(3000);
  const received = await client.readUntilCut();
  client.close();
  promised(!received.includes('"end":true'), 'who did not read for 3 s was not cut');
}

const drip: Fault = {
  name: 'drip',
  what: 'every byte in a segment of its own, both directions, both dialects',
  prepare: writeBoth,
  async run(stage) {
    const dialect = stage.random.pick(DIALECTS);
    await fetchThrough(stage, SMALL.name, [], { dialect, pieceBytes: 1 });
  },
};

const halfClose: Fault = {
  name: 'half-close',
  what: 'the sending side closed after the request, or by the network at a random byte, both dialects',
  prepare: writeBoth,
  async run(stage) {
    const { random, port, served } = stage;
    const { name } = random.pick([SMALL, LARGE]);
    const native = await WireClient.connect(port);
    native.ask({ op: 'get', name });
    native.endInput();
    const { body, closing } = await native.readFetched();
    promised(body.equals(served.latest(name)), `${name} has other bytes`);
    promised(closing['crc32'] === checksumOf(body), `${name} has another checksum`);
    promised((await native.readToEnd()).length === 0, 'something came behind the answer');
    native.close();
    const plain = await WireClient.connect(port);
    plain.send(name);
    plain.endInput();
    promised(
      (await plain.readToEnd()).equals(served.latest(name)),
      `plain: ${name} has other bytes`,
    );
    plain.close();
    const dialect = random.pick(DIALECTS);
    const troubles = Array.from({ length: random.between(1, 3) }, (): Trouble => {
      return { direction: 'up', afterBytes: random.between(0, MOST_SENT_BYTES), what: 'end' };
    });
    await fetchThrough(stage, name, troubles, { dialect });
  },
};

/** Clients that vanish: many, at any moment between connecting and the end of an answer. */
const reset: Fault = {
  name: 'reset',
  what: '60 clients that reset their connection at a random moment of a request or an answer',
  prepare: writeBoth,
  async run({ random, port, size }) {
    const count = size === 'full' ? 60 : 20;
    const plans = Array.from({ length: count }, () => ({
      name: random.pick([SMALL, LARGE]).name,
      isPlain: random.between(0, 2) === 0,
      readBytes: random.pick([0, 1, random.between(1, 500), random.between(1, 4 * MIB)]),
    }));
    await Promise.all(
      plans.map(async ({ name, isPlain, readBytes }) => {
        const client = await WireClient.connect(port);
        const request = isPlain ? name : `{"op":"get","name":"${name}"}\n`;
        client.send(request.slice(0, random.pick([request.length, random.between(0, 20)])));
        const cutAt = Math.min(readBytes, SMALL.sizeBytes);
        await Promise.race([client.readBytes(cutAt).catch(() => undefined), pause(200)]);
        client.socket.resetAndDestroy();
      }),
    );
  },
};

export const badNetwork: readonly Fault[] = [cut, plainEnd, stall, drip, halfClose, reset];
