import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { OTHER_OWN_CERTIFICATE, OWN_CERTIFICATE } from '../../../doubles/servers/certificates.ts';
import { HELLO, NativeDouble, type DoubleRequest } from '../../../doubles/servers/native-double.ts';
import { Resources } from '../../../harness/resources.ts';
import { normalizeAccessCode } from '../../../src/engine/access/access-code.ts';
import { deriveScramKeys, ScramServer } from '../../../src/engine/access/scram.ts';
import { BatchRun } from '../../../src/engine/client/batch/download-batch.ts';
import { systemEnvironment } from '../../../src/engine/client/download-environment.ts';
import type { DownloadOptions } from '../../../src/engine/client/download-types.ts';
import { connectRemote } from '../../../src/engine/client/remote/remote.ts';
import { fingerprintOfKey } from '../../../src/engine/tls/key-fingerprint.ts';
import { FailureError } from '../../../src/shared/failure.ts';
import { failureSentence } from '../../../src/shared/failure-sentences.ts';
import { changedBytes, rawBytes, tokensOf } from '../make/bytes.ts';
import { Random } from '../make/random.ts';
import { TLS_TOKENS } from '../make/tls.ts';
import { target, type Verdict } from '../target.ts';

const BUDGET_MS = 20_000;
/** Shorter than a server may stay silent, and long enough for a busy machine. */
const PATIENCE_MS = 1000;
const MAX_RETRIES = 2;
const NAME = 'a.bin';
const CONTENT = new Random('client-access', 0, 0).bytes(50_000);
const CODE = 'k7-2m-9p-xq-4d-ht';
const SALT = Buffer.alloc(16, 3);
const ITERATIONS = 4096;

const TOKENS = [
  ...TLS_TOKENS,
  ...tokensOf(['{"ok":true}\n', '{"ok":false,"error":"unauthorized","message":"No."}\n', '\n']),
  ...tokensOf(['"scram":"', 'r=', ',s=', ',i=', 'i=4096', 'v=', 'e=other-error', 'AAAA', '=', '"']),
  ...tokensOf([
    'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 204 None\r\n\r\n',
  ]),
];

/** A server that speaks the native dialect, of whom some of it is wrong. */
interface Speaker {
  readonly kind: 'speaks';
  readonly encryption: 'none' | 'right key' | 'other key';
  readonly knowsCode: boolean;
  /** Which answers are changed, by their number on the server, and the chance with which. */
  readonly changed: { readonly answers: readonly number[]; readonly chance: number };
  readonly cutAfter: number | undefined;
}

/** A server that answers anything to a handshake, and ends, resets, or says no more. */
interface Stranger {
  readonly kind: 'strange';
  readonly answers: readonly Buffer[];
  readonly then: 'ends' | 'resets' | 'is silent';
}

interface Encounter {
  readonly downloads: boolean;
  readonly server: Speaker | Stranger;
}

let base: string | undefined;

/**
 * Our client with a code, with a key, or with both, and servers that do not know the one or do not have
 * the other, or say anything: it ends with the file or with a `FailureError`, tells no stranger anything,
 * and leaves no half file.
 */
export const clientAccessTarget = target<Encounter>('client-access', {
  budgetMs: BUDGET_MS,
  make: (random) => ({
    downloads: random.once(2),
    server: random.once(3) ? stranger(random) : speaker(random),
  }),
  check: async ({ downloads, server }) => {
    base ??= new Resources().folder();
    const folder = join(base, 'downloads');
    mkdirSync(folder);
    try {
      const verdict = await (server.kind === 'speaks'
        ? meetSpeaker(server, downloads, folder)
        : meetStranger(server, downloads, folder));
      const isThere = existsSync(join(folder, NAME));
      assert.equal(isThere, downloads && verdict === 'accepted', 'a file that should not be');
      if (isThere) assert.ok(readFileSync(join(folder, NAME)).equals(CONTENT), 'another content');
      assert.deepEqual(readdirSync(base), ['downloads'], 'written outside of the folder');
      return verdict;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

function speaker(random: Random): Speaker {
  return {
    kind: 'speaks',
    encryption: random.pick(['none', 'right key', 'right key', 'other key']),
    knowsCode: !random.once(3),
    changed: {
      answers: random.once(3) ? [] : random.several(1 + random.length(3), () => random.below(5)),
      chance: random.bits(),
    },
    cutAfter: random.once(4) ? random.length(60_000) : undefined,
  };
}

function stranger(random: Random): Stranger {
  return {
    kind: 'strange',
    answers: random.several(random.length(4), () =>
      random.once(2)
        ? rawBytes(random, TOKENS, 5000)
        : changedBytes(random, random.pick(TLS_TOKENS), TLS_TOKENS),
    ),
    then: random.once(20) ? 'is silent' : random.pick(['ends', 'resets']),
  };
}

async function meetSpeaker(speaks: Speaker, downloads: boolean, folder: string): Promise<Verdict> {
  const { encryption, knowsCode, cutAfter } = speaks;
  const certificate = encryption === 'other key' ? OTHER_OWN_CERTIFICATE : OWN_CERTIFICATE;
  const server = await new NativeDouble({
    files: new Map([[NAME, CONTENT]]),
    ...(encryption === 'none' ? {} : { tls: certificate }),
    cutAfter: (connection) => (connection === 0 ? cutAfter : undefined),
    answer: await answersOf(speaks),
  }).listen();
  try {
    const verdict = await meet(server.port, encryption !== 'none', { downloads, folder });
    const asked = new Set(server.requests.map(({ op }) => op));
    if (encryption === 'other key') assert.equal(asked.size, 0, 'asked in spite of another key');
    if (!knowsCode) {
      for (const op of asked) assert.ok(op === 'hello' || op === 'auth', `asked a stranger: ${op}`);
    }
    const isRight = knowsCode && encryption !== 'other key' && cutAfter === undefined;
    if (isRight && speaks.changed.answers.length === 0) assert.equal(verdict, 'accepted');
    return verdict;
  } finally {
    await server.close();
  }
}

/** The answers to `hello` and `auth`, the latter as RFC 5802 has them, each changed where that is wanted. */
async function answersOf({ knowsCode, changed }: Speaker) {
  const code = normalizeAccessCode(knowsCode ? CODE : 'another code');
  const keys = await deriveScramKeys(code, SALT, ITERATIONS);
  let login: ScramServer | undefined;
  const right = ({ op, scram = '' }: DoubleRequest & { readonly scram?: string }) => {
    if (op === 'hello') return HELLO_WITH_CODE;
    if (op !== 'auth') return undefined;
    if (scram.startsWith('n,,')) {
      login = ScramServer.begin(keys, scram, 'more');
      return scramLine(login?.first ?? '');
    }
    const verdict = login?.judge(scram);
    // Whoever does not know the code cannot say anything that is better than this.
    return scramLine(verdict?.kind === 'proven' ? verdict.final : `v=${SALT.toString('base64')}`);
  };
  return (request: DoubleRequest, nth: number): Buffer | string | undefined => {
    const answer = right(request);
    if (answer === undefined || !changed.answers.includes(nth)) return answer;
    return changedBytes(new Random('answer', changed.chance, nth), Buffer.from(answer), TOKENS);
  };
}

const HELLO_WITH_CODE = HELLO.replace(
  '"limits"',
  '"auth":{"required":true,"scheme":"scram-sha-256"},"limits"',
);

function scramLine(scram: string): string {
  return `${JSON.stringify({ ok: true, scram })}\n`;
}

async function meetStranger(
  { answers, then }: Stranger,
  downloads: boolean,
  folder: string,
): Promise<Verdict> {
  const sockets = new Set<Socket>();
  const heard: Buffer[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    let next = 0;
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      heard.push(chunk);
      const answer = answers[next++];
      if (answer !== undefined) socket.write(answer);
      if (next < answers.length || then === 'is silent') return;
      if (then === 'resets') socket.resetAndDestroy();
      else socket.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const verdict = await meet(port, true, { downloads, folder });
    assert.equal(verdict, 'refused', 'a file out of nothing');
    const all = Buffer.concat(heard);
    for (const secret of [CODE, NAME, 'scram', '"op"']) {
      assert.ok(!all.includes(secret), `said in the clear: ${secret}`);
    }
    return verdict;
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

const KEY = {
  fingerprint: fingerprintOfKey(
    new X509Certificate(OWN_CERTIFICATE.cert).publicKey.export({ type: 'spki', format: 'der' }),
  ),
  knownFrom: 'user',
} as const;

async function meet(
  port: number,
  isEncrypted: boolean,
  { downloads, folder }: { readonly downloads: boolean; readonly folder: string },
): Promise<Verdict> {
  const options = {
    ...{ host: '127.0.0.1', port, accessCode: CODE },
    ...{ idleTimeoutMs: PATIENCE_MS, connectTimeoutMs: PATIENCE_MS },
    ...(isEncrypted ? { tls: { key: KEY } } : {}),
  };
  try {
    if (downloads) return await download({ ...options, names: [NAME], directory: folder });
    const remote = await connectRemote(options);
    try {
      await remote.files();
      return 'accepted';
    } finally {
      remote.close();
    }
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    assert.ok(failureSentence(error.failure).length > 0, 'the message is empty');
    return 'refused';
  }
}

async function download(options: DownloadOptions): Promise<Verdict> {
  const impatient = { ...systemEnvironment, sleep: () => Promise.resolve() };
  const batch = new BatchRun({ ...options, retries: MAX_RETRIES }, impatient, () => undefined);
  const [outcome] = await batch.run();
  if (outcome?.status === 'failed') {
    assert.ok(failureSentence(outcome.error).length > 0, 'the message is empty');
  }
  return outcome?.status === 'completed' ? 'accepted' : 'refused';
}
