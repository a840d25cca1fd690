import {
  chmodSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { contentOf } from '../../../doubles/content.ts';
import type { Fault, Stage } from '../fault.ts';
import { FaultProxy } from '../support/fault-proxy.ts';
import { fetchOverHttp } from '../support/http-fetch.ts';
import { promised } from '../support/loss.ts';
import type { Random } from '../support/random.ts';
import type { ServedFolder } from '../support/served-folder.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const NAME = 'changing.bin';
const WRITES = 6;
const isRoot = process.getuid?.() === 0;

interface Change {
  readonly served: ServedFolder;
  readonly file: string;
  readonly old: Buffer;
  readonly random: Random;
}

/** Whether the file can be fetched after the change. */
type Aftermath = 'there' | 'gone';

const CHANGES: Readonly<Record<string, (change: Change) => Aftermath | Promise<Aftermath>>> = {
  grown: ({ served, file, old, random }) => {
    const more = contentOf('more', random.between(1, MIB));
    served.note(NAME, Buffer.concat([old, more]));
    edit(file, (fd) => writeSync(fd, more, 0, more.length, old.length));
    return 'there';
  },
  shrunk: ({ served, file, old, random }) => {
    const length = random.between(0, old.length - 1);
    served.note(NAME, old.subarray(0, length));
    edit(file, (fd) => ftruncateSync(fd, length));
    return 'there';
  },
  'replaced by rename': ({ served, file, old }) => {
    const content = contentOf('renamed', old.length);
    served.note(NAME, content);
    writeFileSync(`${file}.tmp`, content);
    renameSync(`${file}.tmp`, file);
    return 'there';
  },
  /** Write by write, each of which makes another version. */
  'rewritten in place': async ({ served, file, old, random }): Promise<Aftermath> => {
    const content = Buffer.from(old);
    const step = Math.ceil(old.length / WRITES);
    const fd = openSync(file, 'r+');
    for (let at = 0; at < old.length; at += step) {
      const part = contentOf(`in place ${at}`, Math.min(step, old.length - at));
      part.copy(content, at);
      served.note(NAME, Buffer.from(content));
      writeSync(fd, part, 0, part.length, at);
      if (random.between(0, 1) === 0) await new Promise(setImmediate);
    }
    closeSync(fd);
    return 'there';
  },
  'replaced, with the time of the old one': ({ served, file, old }) => {
    const content = contentOf('back-dated', old.length);
    served.note(NAME, content);
    utimesSync(file, 1e9, 1e9);
    writeFileSync(`${file}.tmp`, content);
    utimesSync(`${file}.tmp`, 1e9, 1e9);
    renameSync(`${file}.tmp`, file);
    return 'there';
  },
  'dated into the future': ({ file }) => {
    utimesSync(file, 4e9, 4e9);
    return 'there';
  },
  deleted: ({ file }) => {
    rmSync(file);
    return 'gone';
  },
  'a folder now': ({ file }) => {
    rmSync(file);
    mkdirSync(file);
    return 'gone';
  },
  'a link out of the folder now': ({ served, file }) => {
    const outside = path.join(path.dirname(served.path), 'outside.bin');
    writeFileSync(outside, contentOf('secret', MIB));
    rmSync(file);
    symlinkSync(outside, file);
    return 'gone';
  },
  'unreadable now': ({ file }) => {
    chmodSync(file, 0);
    // To root, everything is readable.
    return isRoot ? 'there' : 'gone';
  },
};

function edit(file: string, change: (fd: number) => void): void {
  const fd = openSync(file, 'r+');
  change(fd);
  closeSync(fd);
}

const filesChanged: Fault = {
  name: 'files-changed',
  what: `a file changed while clients of all dialects, HTTP included, are in the middle of it, five times, each in a random way: ${Object.keys(CHANGES).join(', ')}`,
  ...(process.platform === 'win32'
    ? { unavailable: 'Windows does not let files that are open be changed in all of these ways' }
    : {}),
  async run(stage) {
    const { served, random, size } = stage;
    const kinds = Object.keys(CHANGES);
    for (let changes = size === 'full' ? 4 : 1; changes > 0; changes--) {
      await changeWhileFetched(stage, random.pick(kinds));
    }
    // The hardest.
    await changeWhileFetched(stage, 'rewritten in place');
    rmSync(served.pathOf(NAME), { recursive: true, force: true });
  },
};

async function changeWhileFetched(stage: Stage, kind: string): Promise<void> {
  const { served, random, port } = stage;
  served.forget(NAME);
  rmSync(served.pathOf(NAME), { recursive: true, force: true });
  // From the cache, or straight from disk because it is larger than that.
  const isCached = random.between(0, 3) > 0;
  const sizeBytes = isCached ? random.between(1, 6 * MIB) : 66 * MIB;
  const old = served.write(NAME, sizeBytes, `${kind} ${random.between(0, 1e9)}`);
  const changing = Promise.withResolvers<undefined>();
  const clients = (['native', 'plain', 'http'] as const).map(async (dialect) => {
    const reached = Promise.withResolvers<undefined>();
    const what = (): Promise<unknown> => {
      reached.resolve(undefined);
      return changing.promise;
    };
    const afterBytes = random.between(0, sizeBytes);
    const proxy = await FaultProxy.start({
      port,
      troubles: [{ direction: 'down', afterBytes, what }],
    });
    const to = stage.folder();
    const ended =
      dialect === 'http'
        ? fetchOverHttp({ served, name: NAME, port: proxy.port })
        : stage.download({ name: NAME, port: proxy.port, to, dialect });
    // One that has ended without getting so far is not waited for.
    void ended.finally(() => reached.resolve(undefined)).catch(() => undefined);
    return { ended, proxy, reached: reached.promise };
  });
  const running = await Promise.all(clients);
  await Promise.all(running.map(({ reached }) => reached));
  const change = { served, file: served.pathOf(NAME), old, random };
  const aftermath = await CHANGES[kind]!(change);
  changing.resolve(undefined);
  try {
    for (const { ended } of running) await ended;
  } finally {
    for (const { proxy } of running) await proxy.close();
  }
  await requireCurrent(stage, kind, aftermath);
}

/** Whoever asks now, and no later than the server may take a file for unchanged, gets it as it is now. */
async function requireCurrent(stage: Stage, kind: string, aftermath: Aftermath): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 60));
  const to = stage.folder();
  const { code, said } = await stage.download({ name: NAME, to });
  if (aftermath === 'gone') {
    promised(code === 1, `${NAME} is ${kind}, and a client ended with ${code}: ${said}`);
    return;
  }
  promised(code === 0, `${NAME} was ${kind}, and a client ended with ${code}: ${said}`);
  const { served } = stage;
  const latest = served.latest(NAME);
  served.forget(NAME);
  served.note(NAME, latest);
  served.requireWholeIn(to, NAME);
}

const LARGE = { name: 'large.bin', sizeBytes: 24 * MIB };

const folderGone: Fault = {
  name: 'folder-gone',
  what: 'the served folder renamed away in the middle of downloads, and put back',
  others: 'hello',
  ...(process.platform === 'win32'
    ? { unavailable: 'Windows does not let a folder with open files be renamed' }
    : {}),
  prepare: (served) => void served.write(LARGE.name, LARGE.sizeBytes),
  async run(stage) {
    const { served, random, port } = stage;
    const { name } = LARGE;
    const aside = `${served.path}-aside`;
    const gone = Promise.withResolvers<undefined>();
    const reached = Promise.withResolvers<undefined>();
    const what = (): Promise<unknown> => {
      reached.resolve(undefined);
      return gone.promise;
    };
    const afterBytes = random.between(300, LARGE.sizeBytes);
    const proxy = await FaultProxy.start({
      port,
      troubles: [{ direction: 'down', afterBytes, what }],
    });
    const to = stage.folder();
    const early = stage.download({ name, port: proxy.port, to });
    await reached.promise;
    renameSync(served.path, aside);
    gone.resolve(undefined);
    const late = await stage.download({ name: 'never asked for before.bin' });
    promised(late.code === 1, `without the folder, a client ended with ${late.code}: ${late.said}`);
    await early;
    await proxy.close();
    renameSync(aside, served.path);
    await stage.finish({ name, to, dialect: 'native' });
  },
};

export const changingFolder: readonly Fault[] = [filesChanged, folderGone];
