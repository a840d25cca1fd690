import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { BatchRun } from '../../../src/engine/client/batch/download-batch.ts';
import { systemEnvironment } from '../../../src/engine/client/download-environment.ts';
import type { DownloadOptions } from '../../../src/engine/client/download-types.ts';
import { connectRemote } from '../../../src/engine/client/remote/remote.ts';
import { Resources } from '../../../harness/resources.ts';
import { ANSWER_KINDS, ANSWER_TOKENS, answerFields, answerLine } from '../make/answers.ts';
import { changedBytes, rawBytes } from '../make/bytes.ts';
import { anyName, plainName } from '../make/names.ts';
import { pickleOf } from '../make/pickles.ts';
import type { Random } from '../make/random.ts';
import { target } from '../target.ts';
import { FailureError } from '../../../src/shared/failure.ts';
import { failureSentence } from '../../../src/shared/failure-sentences.ts';

const BUDGET_MS = 20_000;
/** Shorter than a server may stay silent, and long enough for a busy machine. */
const IDLE_TIMEOUT_MS = 300;
const MAX_RETRIES = 2;

type Wish = 'list' | 'files' | 'stats' | 'download';

interface Encounter {
  readonly wish: Wish;
  readonly dialect: 'auto' | 'native' | 'plain';
  readonly names: DownloadOptions['names'];
  /** What the server answers to whatever comes first, second, … on each connection; then it closes. */
  readonly connections: readonly (readonly Buffer[])[];
  /** Resets in place of closing. */
  readonly resets: boolean;
}

let base: string | undefined;

/** Our client on loopback, with servers that answer anything: it ends with a result or a `FailureError`, and writes nothing outside of its folder. */
export const clientSocketsTarget = target<Encounter>('client-sockets', {
  budgetMs: BUDGET_MS,
  make: (random) => {
    const wish = random.pick<Wish>(['list', 'files', 'stats', 'download', 'download']);
    const dialect = random.pick(['auto', 'native', 'plain'] as const);
    const name = random.once(3) ? anyName(random) : plainName(random);
    return {
      wish,
      dialect,
      names: random.once(3) ? { prefix: '', recursive: true } : [name],
      connections: random.several(1 + random.length(3), () =>
        script(random, { wish, dialect, name }),
      ),
      resets: random.once(5),
    };
  },
  check: async (encounter) => {
    base ??= new Resources().folder();
    const sockets = new Set<Socket>();
    const server = createServer();
    let count = 0;
    server.on('connection', (socket) => {
      sockets.add(socket);
      answerAs(
        encounter.connections[count++ % encounter.connections.length]!,
        socket,
        encounter.resets,
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const folder = join(base, 'downloads');
    mkdirSync(folder);
    try {
      return await meet(encounter, (server.address() as AddressInfo).port, folder);
    } finally {
      assert.deepEqual(readdirSync(base), ['downloads'], 'written outside of the folder');
      rmSync(folder, { recursive: true, force: true });
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  },
});

interface Circumstances {
  readonly wish: Wish;
  readonly dialect: Encounter['dialect'];
  readonly name: string;
}

function script(random: Random, { wish, dialect, name }: Circumstances): Buffer[] {
  if (dialect === 'plain' || random.once(6)) {
    const pickle = pickleOf(random, random.several(random.length(6), anyName));
    const whole = random.once(2) ? pickle : rawBytes(random, ANSWER_TOKENS, 3000);
    return [random.once(3) ? changedBytes(random, whole, ANSWER_TOKENS) : whole];
  }
  const hello = random.once(10)
    ? answerLine(random, 'hello')
    : Buffer.from(`${JSON.stringify(answerFields(random, 'hello'))}\n`);
  const answers = [hello];
  if (wish === 'stats') answers.push(answerLine(random, 'stats'));
  if (wish === 'list') answers.push(cacheListing(random));
  if (wish === 'files' || random.once(2)) answers.push(folderListing(random));
  if (wish === 'download') answers.push(...random.several(3, () => fileAnswer(random, name)));
  if (random.once(3)) answers.push(answerLine(random, random.pick(ANSWER_KINDS)));
  return answers;
}

function cacheListing(random: Random): Buffer {
  const count = random.length(5);
  const isLong = random.once(2);
  return changedAtTimes(random, [
    jsonLine({ ...answerFields(random, 'list'), count: isLong ? undefined : count }),
    ...random.several(count, () => answerLine(random, 'list-line')),
    ...(isLong ? [jsonLine({ end: true, count: random.once(6) ? random.length(5) : count })] : []),
  ]);
}

function folderListing(random: Random): Buffer {
  const count = random.length(5);
  return changedAtTimes(random, [
    jsonLine({ ...answerFields(random, 'files'), count, truncated: false }),
    ...random.several(count, () => answerLine(random, 'files-line')),
  ]);
}

function jsonLine(fields: object): Buffer {
  return Buffer.from(`${JSON.stringify(fields)}\n`);
}

function changedAtTimes(random: Random, lines: readonly Buffer[]): Buffer {
  const whole = Buffer.concat(lines);
  return random.once(4) ? changedBytes(random, whole, ANSWER_TOKENS) : whole;
}

function fileAnswer(random: Random, name: string): Buffer {
  const size = random.length(5000);
  const header = { ...answerFields(random, 'get'), name, size, from: 0, length: size };
  const whole = Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    random.bytes(size),
    // Without a checksum, so that any body will do; with one it would hardly ever be right.
    random.once(3) ? answerLine(random, 'closing') : Buffer.from('{"end":true}\n'),
  ]);
  return random.once(3) ? changedBytes(random, whole, ANSWER_TOKENS) : whole;
}

function answerAs(answers: readonly Buffer[], socket: Socket, resets: boolean): void {
  let next = 0;
  socket.on('error', () => undefined);
  socket.on('data', () => {
    const answer = answers[next++];
    if (answer !== undefined) socket.write(answer);
    if (next < answers.length) return;
    if (resets) socket.resetAndDestroy();
    else socket.end();
  });
}

async function meet(
  { wish, dialect, names }: Encounter,
  port: number,
  folder: string,
): Promise<'accepted' | 'refused'> {
  const options = { host: '127.0.0.1', port, dialect, idleTimeoutMs: IDLE_TIMEOUT_MS };
  try {
    if (wish === 'download') return await download({ ...options, names, directory: folder });
    const remote = await connectRemote(options);
    try {
      const answer = await remote[wish]();
      assert.equal(typeof answer, 'object');
      return 'accepted';
    } finally {
      remote.close();
    }
  } catch (error) {
    expectFailure(error);
    return 'refused';
  }
}

async function download(options: DownloadOptions): Promise<'accepted' | 'refused'> {
  const impatient = { ...systemEnvironment, sleep: () => Promise.resolve() };
  const batch = new BatchRun({ ...options, retries: MAX_RETRIES }, impatient, () => undefined);
  const outcomes = await batch.run();
  for (const outcome of outcomes) {
    if (outcome.status === 'failed')
      assert.ok(failureSentence(outcome.error).length > 0, 'no message');
  }
  return outcomes.some(({ status }) => status === 'completed') ? 'accepted' : 'refused';
}

function expectFailure(error: unknown): void {
  if (!(error instanceof FailureError)) throw error;
  assert.ok(failureSentence(error.failure).length > 0, 'the message is empty');
}
