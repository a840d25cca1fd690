import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../harness/ports.ts';
import type { DownloadOutcome, DownloadStart } from '../../../src/engine/client/download-types.ts';
import { startPlainDouble } from '../../../doubles/servers/plain-double.ts';
import { contentOf } from '../../../doubles/content.ts';
import type { Fault, Stage } from '../fault.ts';
import { FaultProxy } from '../support/fault-proxy.ts';
import type { Trouble } from '../support/fault-proxy.ts';
import { LossError, promised } from '../support/loss.ts';
import { startServing } from '../support/programs.ts';
import type { DownloadEnd } from '../support/programs.ts';
import type { Random } from '../support/random.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
/** One that the client holds in memory until it is given up, and one that is on the disk from the start. */
const FILES = [
  { name: 'small.bin', sizeBytes: 20 * KIB },
  { name: 'large.bin', sizeBytes: 8 * MIB },
];
/** More than what comes before the bytes of a file. */
const HEADERS_BYTES = 1000;
/** The server may take a file for unchanged for 50 ms. */
const NOTICED_AFTER_MS = 60;

interface Kept {
  readonly name: string;
  /** The folder with the unfinished download. */
  readonly to: string;
  /** Bytes that are kept. */
  readonly bytes: number;
}

/** What `--json` says about the one file. @throws LossError if it says nothing */
function outcomeOf({ output, said }: DownloadEnd): DownloadOutcome {
  try {
    const { files } = JSON.parse(output) as { readonly files: readonly [DownloadOutcome] };
    return files[0];
  } catch {
    throw new LossError(`a client did not say how it ended: ${said}`);
  }
}

/** Asks once, through a connection that ends at a random byte of the file. @returns the bytes that are kept */
async function cutDownload(
  stage: Stage,
  what: { readonly name: string; readonly to: string; readonly port?: number; sizeBytes: number },
): Promise<number> {
  const { name, to, port = stage.port, sizeBytes } = what;
  const afterBytes = stage.random.between(HEADERS_BYTES, Math.floor(sizeBytes * 0.75));
  const troubles = [{ direction: 'down', afterBytes, what: 'end' } as const];
  const proxy = await FaultProxy.start({ port, troubles });
  try {
    const args = ['--json', '--retry-for', '0'];
    const end = await stage.download({ name, to, port: proxy.port, args });
    promised(end.code === 3, `cut in the middle, a client ended with ${end.code}: ${end.said}`);
    const outcome = outcomeOf(end);
    const bytes = 'resumableBytes' in outcome ? outcome.resumableBytes : 0;
    promised(bytes > 0, `nothing of ${name} was kept: ${end.said}`);
    return bytes;
  } finally {
    await proxy.close();
  }
}

/** Fetches the rest from the first server. @returns where it says that it began */
async function continueDownload(
  stage: Stage,
  { name, to }: Kept,
  where: { readonly host?: string; readonly port?: number } = {},
): Promise<DownloadStart> {
  // What came from another server meanwhile may have the final name.
  const args = ['--json', '--if-exists', 'replace'];
  const end = await stage.download({ name, to, args, ...where });
  promised(end.code === 0, `asked again for ${name}, a client ended with ${end.code}: ${end.said}`);
  requireAlone(to, name, stage.served.latest(name));
  const outcome = outcomeOf(end);
  promised(outcome.status === 'completed', `a client of ${name} ended with 0 and: ${end.said}`);
  return outcome.start;
}

function requireAlone(to: string, name: string, content: Buffer): void {
  const found = readFileSync(path.join(to, name));
  promised(found.equals(content), `${name} is not the version of the server that was asked`);
  const left = readdirSync(to).filter((each) => each !== name);
  promised(left.length === 0, `of the attempts is left: ${left.join(', ')}`);
}

async function requireContinued(
  stage: Stage,
  kept: Kept,
  { after, host = '127.0.0.1' }: { readonly after: string; readonly host?: string },
): Promise<void> {
  const start = await continueDownload(stage, kept, { host });
  promised(
    start.kind === 'resumed' && start.fromBytes === kept.bytes,
    `${kept.bytes} bytes of ${kept.name} were kept, and after ${after} it began with ${JSON.stringify(start)}`,
  );
}

/** The same unfinished download in so many folders of its own. */
function copies(stage: Stage, kept: Kept, count: number): Kept[] {
  return Array.from({ length: count }, () => {
    const to = stage.folder();
    cpSync(kept.to, to, { recursive: true });
    return { ...kept, to };
  });
}

async function beginOne(stage: Stage): Promise<Kept> {
  const { name, sizeBytes } = stage.random.pick(FILES);
  const to = stage.folder();
  return { name, to, bytes: await cutDownload(stage, { name, to, sizeBytes }) };
}

function writeFiles(served: Stage['served']): void {
  for (const { name, sizeBytes } of FILES) served.write(name, sizeBytes);
}

const keptPart: Fault = {
  name: 'kept-part',
  what: 'an unfinished download asked for again: of servers that do not have the file, have a folder of that name, are of the plain dialect, or have another version (to its end, and cut in the middle), and of its own server under another name; its own server must continue it each time, unless another version was verified',
  prepare: writeFiles,
  async run(stage) {
    const kept = await beginOne(stage);
    const { name } = kept;
    const [forOther = kept, forPlain = kept] = copies(stage, kept, 2);
    await Promise.all([
      askOtherServer(stage, forOther),
      askPlainServer(stage, forPlain),
      requireContinued(stage, kept, { after: 'nothing, under localhost', host: 'localhost' }),
    ]);
    // Without the versions that other servers had.
    const latest = stage.served.latest(name);
    stage.served.forget(name);
    stage.served.note(name, latest);
  },
};

/** A second server of ours, on which the name stands for one thing after the other. */
async function askOtherServer(stage: Stage, kept: Kept): Promise<void> {
  const { random, resources, served } = stage;
  const { name } = kept;
  const [forMissing = kept, forFolder = kept, forCut = kept, forWhole = kept] = copies(
    stage,
    kept,
    4,
  );
  const folder = stage.folder();
  const port = await freePort();
  const other = await startServing(resources, { port, folder }, []);
  const refuse = async (attempt: Kept, why: string): Promise<void> => {
    const { code, said } = await stage.download({ name, to: attempt.to, port, dialect: 'auto' });
    promised(code === 1, `where it is ${why}, a client ended with ${code}: ${said}`);
  };
  try {
    await refuse(forMissing, 'not found');
    mkdirSync(path.join(folder, name));
    await pause(NOTICED_AFTER_MS);
    await refuse(forFolder, 'not a file');
    rmSync(path.join(folder, name), { recursive: true });
    const { sizeBytes } = random.pick(FILES);
    const content = contentOf(`${name} elsewhere`, random.between(sizeBytes / 2, 2 * sizeBytes));
    noteElsewhere(served, name, content);
    writeFileSync(path.join(folder, name), content);
    await pause(NOTICED_AFTER_MS);
    await cutDownload(stage, { name, to: forCut.to, port, sizeBytes: content.length });
    const { code, said } = await stage.download({ name, to: forWhole.to, port });
    promised(code === 0, `of another version, a client ended with ${code}: ${said}`);
    requireAlone(forWhole.to, name, content);
  } finally {
    await other.stop();
  }
  await Promise.all([
    requireContinued(stage, forMissing, { after: '"not found" of another server' }),
    requireContinued(stage, forFolder, { after: '"not a file" of another server' }),
    requireContinued(stage, forCut, { after: 'half another version' }),
  ]);
}

/** It gives the file, which nothing verifies, or says that there is none. */
async function askPlainServer(stage: Stage, kept: Kept): Promise<void> {
  const { random, served } = stage;
  const { name, to } = kept;
  const content = contentOf(`${name} plain`, random.between(1, MIB));
  noteElsewhere(served, name, content);
  const hasIt = random.between(0, 2) > 0;
  const plain = await startPlainDouble((request) =>
    hasIt && request === name ? content : 'File not found',
  );
  try {
    const dialect = random.pick(['auto', 'plain'] as const);
    const { code, said } = await stage.download({ name, to, port: plain.port, dialect });
    promised(code === (hasIt ? 0 : 1), `of a plain server, a client ended with ${code}: ${said}`);
  } finally {
    await plain.close();
  }
  await requireContinued(stage, kept, { after: 'a plain server' });
}

/** Another version, which is not the latest of the server itself. */
function noteElsewhere(served: Stage['served'], name: string, content: Buffer): void {
  const latest = served.latest(name);
  served.note(name, content);
  served.note(name, latest);
}

interface Damage {
  /** The file with the bytes of the unfinished download. */
  readonly file: string;
  readonly bytes: number;
  readonly random: Random;
}

/** Bytes that certainly are not what they were. */
function flip({ file, bytes, random }: Damage): void {
  const content = readFileSync(file);
  const from = random.between(0, bytes - 1);
  const to = Math.min(bytes, from + random.pick([1, random.between(1, 4096)]));
  for (let at = from; at < to; at++) content[at] = 255 - content[at]!;
  writeFileSync(file, content);
}

const damagedPart: Fault = {
  name: 'damaged-part',
  what: 'the bytes of an unfinished download flipped, cut, extended, and flipped while it is continued: the client must start over, and say so; what was only extended continues where it was',
  prepare: writeFiles,
  async run(stage) {
    const { random } = stage;
    const flipped = await beginOne(stage);
    const [shorter = flipped, longer = flipped, late = flipped] = copies(stage, flipped, 3);
    flip(damageOf(flipped, random));
    truncateSync(damageOf(shorter, random).file, random.between(0, shorter.bytes - 1));
    appendFileSync(damageOf(longer, random).file, contentOf('more', random.between(1, MIB)));
    await Promise.all([
      requireStartedOver(stage, flipped),
      requireStartedOver(stage, shorter),
      requireContinued(stage, longer, { after: 'bytes behind its end' }),
      flipWhileContinued(stage, late),
    ]);
  },
};

function damageOf({ name, to, bytes }: Kept, random: Random): Damage {
  return { file: path.join(to, `${name}.part`), bytes, random };
}

async function requireStartedOver(
  stage: Stage,
  kept: Kept,
  where: { readonly port?: number } = {},
): Promise<void> {
  const start = await continueDownload(stage, kept, where);
  promised(
    start.kind === 'started-over' && start.reason === 'damaged-part',
    `${kept.bytes} damaged bytes of ${kept.name}, and it began with ${JSON.stringify(start)}`,
  );
}

async function flipWhileContinued(stage: Stage, kept: Kept): Promise<void> {
  const { served, random, port } = stage;
  const restBytes = served.latest(kept.name).length - kept.bytes;
  const trouble: Trouble = {
    direction: 'down',
    afterBytes: random.between(1, restBytes),
    what: () => {
      flip(damageOf(kept, random));
      return Promise.resolve();
    },
  };
  const proxy = await FaultProxy.start({ port, troubles: [trouble] });
  try {
    await requireStartedOver(stage, kept, { port: proxy.port });
  } finally {
    await proxy.close();
  }
}

export const keptDownloads: readonly Fault[] = [keptPart, damagedPart];
