import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as laterTurn } from 'node:timers/promises';
import { decodeNativeRequest } from '../../../src/engine/dialects/native-request.ts';
import type { DecodedNativeRequest } from '../../../src/engine/dialects/native-request.ts';
import { decodePickledStrings } from '../../../src/engine/dialects/pickle-list.ts';
import { sniffDialect } from '../../../src/engine/dialects/sniff.ts';
import { PLAIN_NOT_FOUND } from '../../../src/engine/dialects/plain-dialect.ts';
import type { ServerHandle } from '../../../src/engine/server/server-handle.ts';
import { startServer } from '../../../src/engine/server/supervisor/start-server.ts';
import { Resources } from '../../../harness/resources.ts';
import { checksumOf, WireClient } from '../../../harness/wire-client.ts';
import { anyCuts, rawBytes } from '../make/bytes.ts';
import { anyName } from '../make/names.ts';
import { Random } from '../make/random.ts';
import { httpConversation } from '../make/http.ts';
import { REQUEST_TOKENS, requestLine } from '../make/requests.ts';
import { target } from '../target.ts';
import { expectHttpAnswers } from './http-answers.ts';
import { expectNothingLeft, MAX_WAIT_MS, withinTime } from './left-behind.ts';

const REQUEST_LINE_BYTES = 8192;
/** After so many conversations it is looked whether anything was left behind. */
const LOOK_EVERY = 50;
const FILES: Readonly<Record<string, number>> = {
  'a.txt': 1,
  nothing: 0,
  'sub/middle.bin': 70_000,
  'large.bin': 3_000_000,
  'list.txt': 300,
};
const REFUSALS = new Set([
  'bad-request',
  'not-found',
  'not-a-file',
  'forbidden',
  'changed',
  'busy',
]);

interface Conversation {
  readonly bytes: Buffer;
  readonly cuts: readonly number[];
  /** Hangs up after that many chunks, without a word; else it ends its side and reads to the end. */
  readonly hangsUpAfter: number | undefined;
}

interface Served {
  readonly handle: ServerHandle;
  readonly port: number;
  readonly contents: ReadonlyMap<string, Buffer>;
}

let serving: Promise<Served> | undefined;
let conversations = 0;

/** The real server on loopback, under clients that send anything: see {@link expectAnswers}. */
export const serverSocketsTarget = target<Conversation>('server-sockets', {
  budgetMs: MAX_WAIT_MS,
  make: (random) => ({
    bytes: conversation(random),
    cuts: random.once(2) ? [Number.MAX_SAFE_INTEGER] : anyCuts(random).map((cut) => cut + 20),
    hangsUpAfter: random.once(5) ? random.length(10) : undefined,
  }),
  check: async ({ bytes, cuts, hangsUpAfter }) => {
    serving ??= serve();
    const served = await serving;
    const client = await WireClient.connect(served.port);
    let received: Buffer | undefined;
    try {
      let chunks = 0;
      for (let at = 0; at < bytes.length && chunks !== hangsUpAfter; chunks++) {
        const length = cuts[chunks % cuts.length]!;
        client.send(bytes.subarray(at, at + length));
        at += length;
        await laterTurn();
      }
      if (hangsUpAfter === undefined) {
        client.endInput();
        received = await withinTime(client.readUntilCut(), 'the answer has no end');
      }
    } finally {
      client.close();
    }
    const verdict =
      received === undefined ? 'refused' : expectAnswers(served, bytes, received, client.failure);
    await expectGoodService(served);
    conversations += 1;
    if (conversations % LOOK_EVERY === 0) await expectNothingLeft(served.handle);
    return verdict;
  },
  finish: async () => {
    if (serving === undefined) return;
    const { handle } = await serving;
    await expectNothingLeft(handle);
    await handle.stop({ graceMs: 0 });
  },
});

function conversation(random: Random): Buffer {
  const name = (): string => (random.once(3) ? anyName(random) : random.pick(Object.keys(FILES)));
  switch (random.below(8)) {
    case 0:
      return rawBytes(random, REQUEST_TOKENS, 3000);
    case 1:
      return Buffer.from(random.once(4) ? 'list' : name());
    case 2:
      return Buffer.concat([
        Buffer.from('GET /a.txt HTTP/1.1\r\nHost: x\r\n\r\n'),
        httpRequests(random),
      ]);
    case 3:
      return Buffer.concat([requestLine(random, name), Buffer.alloc(random.length(20_000), '{')]);
    default: {
      const lines = random.several(1 + random.length(12), () => requestLine(random, name));
      const last = lines.at(-1)!;
      // The end of the input ends the last line too.
      if (random.once(5)) lines[lines.length - 1] = last.subarray(0, -1);
      return Buffer.concat(lines);
    }
  }
}

/** For files of the folder, or anything. */
function httpRequests(random: Random): Buffer {
  if (random.once(2)) return httpConversation(random);
  const requests = random.several(1 + random.length(8), () => {
    const method = random.pick(['GET', 'GET', 'HEAD', 'OPTIONS', 'POST']);
    const path = random.pick([
      ...Object.keys(FILES),
      '',
      'sub/',
      'sub',
      'nowhere',
      '.fifolio/cache',
    ]);
    const range = random.once(3)
      ? `Range: bytes=${random.length(4e6)}-${random.length(4e6)}\r\n`
      : '';
    return `${method} /${path} HTTP/1.1\r\nHost: localhost\r\n${range}\r\n`;
  });
  return Buffer.from(requests.join(''));
}

async function serve(): Promise<Served> {
  const folder = new Resources().folder();
  const contents = new Map<string, Buffer>();
  for (const [name, length] of Object.entries(FILES)) {
    const content = new Random(name, 0, 0).bytes(length);
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    contents.set(name, content);
  }
  const handle = await startServer({
    directory: folder,
    threads: 2,
    ports: [{ port: 0, host: '127.0.0.1' }],
    // Less than the files have together, so that there is something to evict.
    cacheCapacityBytes: 3_050_000,
  });
  return { handle, port: handle.status().ports[0]!.port, contents };
}

/**
 * What came back is, in the dialect that the first byte opened, one right answer to each request in
 * its order, and nothing else. Only behind a line that is too long may the end be missing.
 */
function expectAnswers(
  served: Served,
  sent: Buffer,
  received: Buffer,
  failure: Error | undefined,
): 'accepted' | 'refused' {
  if (sent[0] === 0x7b) return expectNativeAnswers(served, sent, received, failure);
  const isPart = (whole: Uint8Array): boolean =>
    failure === undefined
      ? received.equals(whole)
      : received.equals(Buffer.from(whole).subarray(0, received.length));
  if (sniffDialect(sent) === 'http')
    return expectHttpAnswers(served.contents, sent, received, failure);
  if (sent.length === 0 || isPart(PLAIN_NOT_FOUND)) return 'refused';
  if (received[0] === 0x80) {
    assert.ok(decodePickledStrings(received) !== undefined, 'half a list');
    return 'accepted';
  }
  assert.ok([...served.contents.values()].some(isPart), 'an answer that nobody could expect');
  return 'accepted';
}

function expectNativeAnswers(
  served: Served,
  sent: Buffer,
  received: Buffer,
  failure: Error | undefined,
): 'accepted' | 'refused' {
  const lines = splitLines(sent);
  const answers = new Answers(received);
  let refusals = 0;
  for (const line of lines) {
    if (line.length > REQUEST_LINE_BYTES) {
      // It hangs up on what it does not read, which may take the answer away.
      if (failure === undefined) expectRefusal(answers.json(), undefined);
      return 'refused';
    }
    if (!expectAnswer(served, decodeNativeRequest(line), answers)) refusals += 1;
  }
  assert.equal(failure, undefined, `cut: ${failure?.message ?? ''}`);
  assert.ok(answers.isAtEnd, 'more than was asked for');
  return refusals === 0 ? 'accepted' : 'refused';
}

function splitLines(sent: Buffer): Buffer[] {
  const lines = sent
    .toString('latin1')
    .split('\n')
    .map((line) => Buffer.from(line, 'latin1'));
  if (lines.at(-1)!.length === 0) lines.pop();
  return lines;
}

/** Whether it was answered, and not refused. */
function expectAnswer(
  { contents }: Served,
  decoded: DecodedNativeRequest,
  answers: Answers,
): boolean {
  const header = answers.json();
  if (!decoded.ok) {
    expectRefusal(header, decoded.id);
    assert.equal(header['error'], 'bad-request');
    return false;
  }
  const { request } = decoded;
  if (header['ok'] !== true) {
    expectRefusal(header, request.id);
    return false;
  }
  assert.equal(header['id'], asSent(request.id), 'the id of another request');
  if (request.op === 'get') {
    const content = contents.get(String(header['name'])) ?? assert.fail('a file that is not there');
    const body = answers.bytes(Number(header['length']));
    assert.ok(body.equals(content.subarray(request.from)), 'another content');
    const closing = answers.json();
    assert.equal(closing['end'], true);
    assert.equal(closing['crc32'], request.crc32 ? checksumOf(body) : undefined);
  } else if (request.op === 'list' || request.op === 'files') {
    for (let left = Number(header['folders'] ?? 0); left > 0; left--) {
      const folder = `${String(answers.json()['folder'])}/`;
      assert.ok(
        [...contents.keys()].some((name) => name.startsWith(folder)),
        'a folder that is not there',
      );
    }
    for (let left = Number(header['count']); left > 0; left--) {
      assert.ok(contents.has(String(answers.json()['name'])), 'a file that is not there');
    }
  }
  return true;
}

function expectRefusal(header: Record<string, unknown>, id: string | number | undefined): void {
  assert.equal(header['ok'], false);
  assert.ok(REFUSALS.has(String(header['error'])), `refused as ${String(header['error'])}`);
  assert.ok(String(header['message']).length > 0, 'no message');
  assert.equal(header['id'], asSent(id), 'the id of another request');
}

/** JSON does not tell 0 and -0 apart, and has no half characters in UTF-8. */
function asSent(id: string | number | undefined): string | number | undefined {
  return id === 0 ? 0 : id;
}

/** Reads answers out of what was received; fails where they end too soon. */
class Answers {
  readonly #received: Buffer;
  #at = 0;

  constructor(received: Buffer) {
    this.#received = received;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#received.length;
  }

  json(): Record<string, unknown> {
    const end = this.#received.indexOf(0x0a, this.#at);
    assert.ok(end !== -1, 'an answer is missing');
    const line = this.#received.toString('utf8', this.#at, end);
    this.#at = end + 1;
    return JSON.parse(line) as Record<string, unknown>;
  }

  bytes(count: number): Buffer {
    assert.ok(this.#at + count <= this.#received.length, 'a body is cut short');
    this.#at += count;
    return this.#received.subarray(this.#at - count, this.#at);
  }
}

/** Somebody else is served as if nothing had happened. */
async function expectGoodService({ port, contents }: Served): Promise<void> {
  const client = await WireClient.connect(port);
  try {
    const { body } = await withinTime(client.get('sub/middle.bin'), 'others are not served');
    assert.ok(body.equals(contents.get('sub/middle.bin')!), 'others get another content');
  } finally {
    client.close();
  }
}
