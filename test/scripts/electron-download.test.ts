import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { findElectron } from '../../scripts/start/electron-binary.ts';
import { fetchElectron } from '../../scripts/start/electron-download.ts';
import { storedZip } from './stored-zip.ts';

const MODULES = resolve(import.meta.dirname, '../../node_modules');
const PLATFORM = process.platform;
const NAME = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}[PLATFORM as string];
const BINARY = NAME ?? 'electron';
const CONTENT = Buffer.from('a program');

interface Project {
  readonly root: string;
  readonly folder: string;
  readonly archive: Buffer;
  readonly environment: Record<string, string | undefined>;
}

/** A project with the real package `electron`, whose release is a small archive, and nothing fetched. */
async function project(): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), 'fifolio-electron-test-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = join(root, 'node_modules', 'electron');
  await mkdir(folder, { recursive: true });
  for (const file of ['install.js', 'package.json']) {
    await cp(join(MODULES, 'electron', file), join(folder, file));
  }
  for (const scope of ['@electron', '@electron-internal']) {
    await symlink(join(MODULES, scope), join(root, 'node_modules', scope), 'junction');
  }
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const archive = storedZip({ [BINARY]: CONTENT, version: Buffer.from(version) });
  const file = `electron-v${version}-${PLATFORM}-${process.arch}.zip`;
  const checksums = { [file]: createHash('sha256').update(archive).digest('hex') };
  await writeFile(join(folder, 'checksums.json'), JSON.stringify(checksums));
  const environment: Project['environment'] = {
    ...process.env,
    electron_config_cache: join(root, 'cache'),
    // npm sets it to what it was asked for, and the installer prefers it.
    npm_config_arch: undefined,
  };
  return { root, folder, archive, environment };
}

async function listen(answer: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer(answer);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  // A proxy for what is asked of it by CONNECT, whatever name it is for: here all is on this computer.
  server.on('connect', (_request, socket: Socket) => {
    const there = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      there.pipe(socket).pipe(there);
    });
    there.on('error', () => socket.destroy());
    socket.on('error', () => there.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  onTestFinished(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}

function collected(): { text: () => string; write(text: string): void } {
  let text = '';
  return { text: () => text, write: (more) => (text += more) };
}

describe('fetching the binary of Electron', () => {
  it('takes it from the mirror with progress, and later from the cache without a network', async () => {
    const { root, folder, archive, environment } = await project();
    const mirror = await listen((_request, response) => response.end(archive));
    const output = collected();
    const options = {
      folder,
      environment: { ...environment, ELECTRON_MIRROR: mirror.url },
      output,
    };
    expect(await fetchElectron(options)).toBeUndefined();
    expect(await readFile(findElectron(root)!)).toEqual(CONTENT);
    expect(output.text()).toContain('Fetching Electron');

    await mirror.close();
    await rm(join(folder, 'dist'), { recursive: true });
    await rm(join(folder, 'path.txt'));
    expect(findElectron(root)).toBeUndefined();
    expect(await fetchElectron(options)).toBeUndefined();
    expect(findElectron(root)).toBeDefined();
  });

  it('gives up where nothing arrives any more', async () => {
    const { root, folder, environment } = await project();
    const mirror = await listen((_request, response) => {
      response.writeHead(200, { 'content-length': '120000000' });
      response.write('the beginning');
    });
    const failure = await fetchElectron({
      folder,
      environment: { ...environment, ELECTRON_MIRROR: mirror.url },
      output: collected(),
      stallMs: 1000,
    });
    expect(failure).toMatch(
      /^Electron could not be fetched: nothing arrived for 1 seconds\. Where .+ ELECTRON_MIRROR .+\.$/,
    );
    expect(findElectron(root)).toBeUndefined();
  });

  it("passes the installer's own reason on", async () => {
    const { folder, environment } = await project();
    const mirror = await listen((_request, response) => response.writeHead(404).end());
    const refused = await fetchElectron({
      folder,
      environment: { ...environment, ELECTRON_MIRROR: mirror.url },
      output: collected(),
    });
    expect(refused).toMatch(/^Electron could not be fetched: Response code 404 .+\. Where /);

    await mirror.close();
    const unreachable = await fetchElectron({
      folder,
      environment: { ...environment, ELECTRON_MIRROR: mirror.url },
      output: collected(),
    });
    expect(unreachable).toMatch(/^Electron could not be fetched: fetch failed: .*ECONNREFUSED/);
  });

  it('goes through the proxy of the environment', async () => {
    const { root, folder, archive, environment } = await project();
    const proxy = await listen((_request, response) => response.end(archive));
    const failure = await fetchElectron({
      folder,
      environment: {
        ...environment,
        ELECTRON_MIRROR: 'http://mirror.invalid/',
        HTTP_PROXY: proxy.url,
        no_proxy: undefined,
        NO_PROXY: undefined,
      },
      output: collected(),
    });
    expect(failure).toBeUndefined();
    expect(findElectron(root)).toBeDefined();
  });
});

describe('finding the binary of Electron', () => {
  it('takes another build where one is named, also when nothing was fetched', async () => {
    const { root } = await project();
    const elsewhere = join(root, 'my electron');
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', elsewhere);
    expect(findElectron(root)).toBeUndefined();
    await mkdir(join(elsewhere, BINARY, '..'), { recursive: true });
    await writeFile(join(elsewhere, BINARY), CONTENT);
    expect(findElectron(root)).toBe(join(elsewhere, BINARY));
  });
});
