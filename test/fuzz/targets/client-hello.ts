import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as laterTurn } from 'node:timers/promises';
import { OWN_CERTIFICATE } from '../../../doubles/servers/certificates.ts';
import { openDescriptors, residentBytes, USAGE_IS_KNOWN } from '../../../harness/process-usage.ts';
import { Resources } from '../../../harness/resources.ts';
import { WireClient } from '../../../harness/wire-client.ts';
import type { ServerHandle } from '../../../src/engine/server/server-handle.ts';
import { startServer } from '../../../src/engine/server/supervisor/start-server.ts';
import { anyCuts } from '../make/bytes.ts';
import { tlsOpening } from '../make/tls.ts';
import { target, type Verdict } from '../target.ts';
import { expectNothingLeft, MAX_WAIT_MS, withinTime } from './left-behind.ts';

const KINDS = ['encrypting', 'encrypted only', 'open'] as const;
type Kind = (typeof KINDS)[number];

const ALERT = 0x15;
const HANDSHAKE = 0x16;
const SERVER_HELLO = 0x02;
const RECORD_TYPES = new Set([0x14, ALERT, HANDSHAKE, 0x17]);
const RECORD_HEADER_BYTES = 5;
/** Of an encrypted record (RFC 8446 section 5.2). */
const MAX_RECORD_BYTES = 2 ** 14 + 256;

/** Short, so that many clients can be waited for; a good one on a busy machine needs less. */
const LIMITS = { requestTimeoutMs: 2000, idleTimeoutMs: 2000 };
/** After so many openings it is looked whether anything was left behind. */
const LOOK_EVERY = 100;
/** Descriptors that Node may open meanwhile for itself. */
const SPARE_DESCRIPTORS = 8;
const MAX_GROWTH_BYTES = 128 * 2 ** 20;

const NAME = 'a.txt';
const CONTENT = 'what only good clients get';

interface Opening {
  readonly kind: Kind;
  readonly bytes: Buffer;
  readonly cuts: readonly number[];
  /** Ends its side, hangs up, or waits until the server does something about it. */
  readonly then: 'ends' | 'hangs up' | 'waits';
}

class Served {
  readonly #handles: ReadonlyMap<Kind, ServerHandle>;
  readonly #deaths: string[] = [];
  #openings = 0;
  #before: { readonly descriptors: number; readonly bytes: number } | undefined;

  constructor(handles: ReadonlyMap<Kind, ServerHandle>) {
    this.#handles = handles;
    for (const handle of handles.values()) {
      handle.onEvents((events) => {
        for (const event of events) {
          if (event.type === 'workerDied') this.#deaths.push(event.detail);
        }
      });
    }
  }

  portOf(kind: Kind): number {
    return this.#handles.get(kind)!.status().ports[0]!.port;
  }

  /** Somebody else is served as if nothing had happened. */
  async expectGoodService(kind: Kind): Promise<void> {
    const port = this.portOf(kind);
    const client = await withinTime(
      kind === 'open' ? WireClient.connect(port) : WireClient.encrypted(port),
      'others do not get in',
    );
    try {
      const { body } = await withinTime(client.get(NAME), 'others are not served');
      assert.equal(body.toString(), CONTENT);
    } finally {
      client.close();
    }
    assert.deepEqual(this.#deaths, [], 'a thread died');
    this.#openings += 1;
    if (this.#openings % LOOK_EVERY === 0) await this.expectNothingLeft();
  }

  async expectNothingLeft(): Promise<void> {
    for (const handle of this.#handles.values()) await expectNothingLeft(handle);
    if (!USAGE_IS_KNOWN) return;
    const now = { descriptors: openDescriptors(process.pid), bytes: residentBytes(process.pid) };
    // What is loaded and compiled at first is no growth.
    this.#before ??= now;
    const { descriptors, bytes } = this.#before;
    assert.ok(now.descriptors <= descriptors + SPARE_DESCRIPTORS, `${now.descriptors} descriptors`);
    assert.ok(now.bytes <= bytes + MAX_GROWTH_BYTES, `${now.bytes} bytes after ${bytes}`);
  }

  async stop(): Promise<void> {
    await this.expectNothingLeft();
    for (const handle of this.#handles.values()) await handle.stop({ graceMs: 0 });
  }
}

let serving: Promise<Served> | undefined;

/**
 * Real servers on loopback, under clients that open TLS rightly and wrongly: each connection comes to its
 * end, with records of TLS or nothing where TLS was opened, and others are served.
 */
export const clientHelloTarget = target<Opening>('client-hello', {
  budgetMs: MAX_WAIT_MS,
  make: (random) => ({
    kind: random.pick(['encrypting', ...KINDS]),
    bytes: tlsOpening(random),
    cuts: random.once(2) ? [Number.MAX_SAFE_INTEGER] : anyCuts(random),
    then: random.once(25) ? 'waits' : random.once(5) ? 'hangs up' : 'ends',
  }),
  check: async (opening) => {
    serving ??= serve();
    const served = await serving;
    const { kind, bytes } = opening;
    const verdict = expectAnswer(opening, await answerTo(served.portOf(kind), opening));
    await served.expectGoodService(kind);
    return bytes.length === 0 ? 'refused' : verdict;
  },
  finish: async () => {
    await (await serving)?.stop();
  },
});

interface Answer {
  readonly received: Buffer;
  readonly isWhole: boolean;
}

async function answerTo(port: number, { bytes, cuts, then }: Opening): Promise<Answer> {
  const client = await WireClient.connect(port);
  try {
    for (let at = 0, chunk = 0; at < bytes.length && !client.socket.destroyed; chunk++) {
      const length = cuts[chunk % cuts.length]!;
      client.send(bytes.subarray(at, at + length));
      at += length;
      await laterTurn();
    }
    if (then === 'hangs up') return { received: Buffer.alloc(0), isWhole: false };
    if (then === 'ends') client.endInput();
    const received = await withinTime(client.readUntilCut(), 'the connection has no end');
    return { received, isWhole: client.failure === undefined };
  } finally {
    client.close();
  }
}

function expectAnswer({ kind, bytes }: Opening, { received, isWhole }: Answer): Verdict {
  if (bytes[0] === HANDSHAKE && kind !== 'open') {
    const records = recordsOf(received, isWhole);
    const isAnswered = records.some(
      ({ type, body }) => type === HANDSHAKE && body[0] === SERVER_HELLO,
    );
    return isAnswered ? 'accepted' : 'refused';
  }
  const isServed = received.includes(CONTENT);
  assert.ok(!isServed || kind !== 'encrypted only', 'served without encryption');
  return isServed ? 'accepted' : 'refused';
}

/** All that was received is records of TLS. */
function recordsOf(
  received: Buffer,
  isWhole: boolean,
): readonly { readonly type: number; readonly body: Buffer }[] {
  const records = [];
  for (let at = 0; at < received.length;) {
    const header = received.subarray(at, at + RECORD_HEADER_BYTES);
    if (header.length < RECORD_HEADER_BYTES) {
      assert.ok(!isWhole, 'a record is cut short');
      break;
    }
    const type = header[0]!;
    const length = header.readUInt16BE(3);
    assert.ok(RECORD_TYPES.has(type), `a record of type ${type}`);
    // An alert about a version may repeat it.
    assert.ok(header[1] === 0x03 || type === ALERT, 'a record of another protocol');
    assert.ok(length <= MAX_RECORD_BYTES, `a record of ${length} bytes`);
    const body = received.subarray(at + RECORD_HEADER_BYTES, at + RECORD_HEADER_BYTES + length);
    assert.ok(body.length === length || !isWhole, 'a record is cut short');
    records.push({ type, body });
    at += RECORD_HEADER_BYTES + length;
  }
  return records;
}

async function serve(): Promise<Served> {
  const directory = new Resources().folder();
  writeFileSync(join(directory, NAME), CONTENT);
  const { key, cert: certificate } = OWN_CERTIFICATE;
  const handles = new Map<Kind, ServerHandle>();
  for (const kind of KINDS) {
    const only = kind === 'encrypted only';
    const handle = await startServer({
      ...{ directory, threads: 2, ports: [{ port: 0, host: '127.0.0.1' }], limits: LIMITS },
      ...(kind === 'open' ? {} : { tls: { key, certificate, only } }),
    });
    handles.set(kind, handle);
  }
  return new Served(handles);
}
