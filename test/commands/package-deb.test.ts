import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { gunzipSync } from 'node:zlib';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { debFileName, type DebSource, makeDeb } from '../../scripts/package/deb.ts';
import { makeSingleExecutable } from '../../scripts/package/single-executable.ts';
import { sampleBytes } from '../client/download-setup.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const IS_LINUX = process.platform === 'linux';
const CAN_UNPACK = IS_LINUX && isInstalled('dpkg-deb');
const CAN_INSTALL = IS_LINUX && isInstalled('dpkg') && process.getuid?.() === 0;
const HAS_LINTIAN = IS_LINUX && isInstalled('lintian');
const HAS_SYSTEMD = CAN_UNPACK && isInstalled('systemd-analyze');
const run = promisify(execFile);

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}

/** Where it is not made, there is nothing to test. */
describe.runIf(IS_LINUX)('the Debian package (Linux)', () => {
  let folder: string;
  let source: DebSource;
  let deb: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'fifolio-deb-'));
    const executable = path.join(folder, 'fifolio');
    await makeSingleExecutable({ root: ROOT, node: process.execPath, output: executable });
    const date = new Date('2026-01-02T03:04:05Z');
    source = { root: ROOT, executable, arch: process.arch, version: '1.0.0', date };
    deb = path.join(folder, debFileName(source));
    await makeDeb(source, deb);
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is the same, byte for byte, when it is made again', async () => {
    const again = path.join(folder, 'again.deb');
    await makeDeb(source, again);
    expect((await readFile(again)).equals(await readFile(deb))).toBe(true);
    await rm(again);
  }, 60_000);

  it('is named and numbered as Debian does, and refuses other processors', async () => {
    expect(debFileName({ version: '1.2.0-beta.1', arch: 'arm64' })).toBe(
      'fifolio_1.2.0~beta.1-1_arm64.deb',
    );
    const output = path.join(folder, 'other.deb');
    await expect(makeDeb({ ...source, arch: 's390x' }, output)).rejects.toThrow(
      'There is no Debian package for the processor s390x, only for x64 and arm64.',
    );
    expect(await readdir(folder)).not.toContain('other.deb');
  });

  it.runIf(CAN_UNPACK)('has what it says (needs dpkg-deb)', async () => {
    const unpacked = path.join(folder, 'unpacked');
    await run('dpkg-deb', ['--raw-extract', deb, unpacked]);
    const executable = path.join(unpacked, 'usr/bin/fifolio');
    expect((await readFile(executable)).equals(await readFile(source.executable))).toBe(true);
    for (const name of ['tcp_server', 'tcp_client']) {
      expect(await readlink(path.join(unpacked, 'usr/bin', name))).toBe('fifolio');
    }
    expect(await readFile(path.join(unpacked, 'DEBIAN/conffiles'), 'utf8')).toBe(
      '/etc/fifolio/config.json\n',
    );
    const sums = path.join(unpacked, 'DEBIAN/md5sums');
    const { stdout } = await run('md5sum', ['--check', '--strict', sums], { cwd: unpacked });
    expect(stdout).toContain('usr/bin/fifolio: OK\n');
    for (const program of ['fifolio', 'tcp_server', 'tcp_client']) {
      const page = gunzipSync(
        await readFile(path.join(unpacked, `usr/share/man/man1/${program}.1.gz`)),
      );
      expect(page.toString()).toMatch(/^\.TH /m);
      const completions = `usr/share/bash-completion/completions/${program}`;
      expect(await readFile(path.join(unpacked, completions), 'utf8')).toContain('complete -o');
      const fish = `usr/share/fish/vendor_completions.d/${program}.fish`;
      expect(await readFile(path.join(unpacked, fish), 'utf8')).toContain('complete');
    }
    const zsh = path.join(unpacked, 'usr/share/zsh/vendor-completions/_fifolio');
    expect(await readFile(zsh, 'utf8')).toMatch(/^#compdef fifolio/);
  });

  it.runIf(HAS_LINTIAN)(
    'has no errors (needs lintian)',
    async () => {
      const args = ['--fail-on', 'error', '--allow-root', deb];
      const { stdout } = await run('lintian', args).catch((error: unknown) => error as Printed);
      expect(stdout.split('\n').filter((line) => line.startsWith('E:'))).toEqual([]);
      // It did look.
      expect(stdout).toContain('W: fifolio: hardening-no-pie');
    },
    300_000,
  );

  it.runIf(HAS_SYSTEMD)(
    'has units without faults, exposed by 2.0 at most (needs systemd-analyze)',
    async () => {
      const unpacked = path.join(folder, 'for-systemd');
      await run('dpkg-deb', ['--extract', deb, unpacked]);
      const units = path.join(unpacked, 'lib/systemd/system');
      const service = path.join(units, 'fifolio.service');
      const socket = path.join(units, 'fifolio.socket');
      // It looks whether the program is there.
      const text = await readFile(service, 'utf8');
      await writeFile(service, text.replace('/usr/bin/', `${unpacked}/usr/bin/`));
      const verify = ['verify', '--man=no', service, socket];
      expect(await run('systemd-analyze', verify)).toEqual({ stdout: '', stderr: '' });
      const security = ['security', '--offline=true', '--no-pager', service];
      const { stdout } = await run('systemd-analyze', [...security, '--threshold=20']);
      expect(stdout).toMatch(/Overall exposure level for fifolio\.service: [01]\.\d/);

      await appendFile(
        service,
        '[Service]\nNoNewPrivilege=yes\nPrivateDevices=no\nPrivateTmp=no\n',
      );
      const { stderr } = await run('systemd-analyze', verify);
      expect(stderr).toMatch(/Unknown key.*'NoNewPrivilege'/);
      await expect(
        run('systemd-analyze', [...security, '--threshold=10']),
        'a lower limit is exceeded',
      ).rejects.toThrow();
    },
  );

  it.runIf(CAN_INSTALL)(
    'is installed, upgraded, removed and purged without a trace, and serves (needs dpkg, and root)',
    async () => {
      const system = await emptySystem(folder);
      const before = await filesIn(system);
      await dpkg(system, '--install', deb);
      await serveAndFetch(path.join(system, 'usr/bin'), folder);

      const config = path.join(system, 'etc/fifolio/config.json');
      await writeFile(config, '{ "directory": "/srv/mine" }\n');
      const newer = { ...source, version: '1.0.1' };
      const newerDeb = path.join(folder, debFileName(newer));
      await makeDeb(newer, newerDeb);
      await dpkg(system, '--install', newerDeb);
      const { stdout } = await run('dpkg-query', ['--root', system, '--show', 'fifolio']);
      expect(stdout).toBe('fifolio\t1.0.1-1\n');
      expect(await readFile(config, 'utf8')).toContain('/srv/mine');

      // What enabling and running the service leave behind.
      const wants = path.join(system, 'etc/systemd/system/multi-user.target.wants');
      const state = path.join(system, 'var/lib/private/fifolio/fifolio');
      await mkdir(state, { recursive: true });
      await writeFile(path.join(state, 'settings.json'), '{}');
      await symlink('/lib/systemd/system/fifolio.service', path.join(wants, 'fifolio.service'));
      await dpkg(system, '--remove', 'fifolio');
      expect(await filesIn(system)).toContain('etc/fifolio/config.json');
      await dpkg(system, '--purge', 'fifolio');
      const left = await filesIn(system);
      expect(left.filter((name) => !before.includes(name))).toEqual([]);
    },
    120_000,
  );
});

interface Printed {
  readonly stdout: string;
}

/** A folder that dpkg takes for a system; whatever else a system has is made by dpkg. */
async function emptySystem(folder: string): Promise<string> {
  const system = path.join(folder, 'system');
  const folders = ['etc/systemd/system/multi-user.target.wants', 'var/lib/private'];
  for (const name of [...folders, 'var/lib/dpkg/info', 'var/lib/dpkg/updates']) {
    await mkdir(path.join(system, name), { recursive: true });
  }
  await writeFile(path.join(system, 'var/lib/dpkg/status'), '');
  return system;
}

/** The libraries that it depends on are those of this system, of which the other knows nothing. */
async function dpkg(system: string, ...words: readonly string[]): Promise<void> {
  const forced = ['--force-depends', '--force-confold', '--force-script-chrootless'];
  await run('dpkg', ['--root', system, '--log', '/dev/null', ...forced, ...words]);
}

/** Everything but what dpkg keeps for itself. */
async function filesIn(system: string): Promise<string[]> {
  const names = await readdir(system, { recursive: true });
  return names.filter((name) => !name.startsWith('var/lib/dpkg/')).sort();
}

async function serveAndFetch(programs: string, folder: string): Promise<void> {
  const shared = path.join(folder, 'shared');
  await mkdir(shared);
  const content = sampleBytes(3_000_000);
  await writeFile(path.join(shared, 'sample.bin'), content);
  const options = { env: { PATH: '', HOME: folder } };
  const serving = ['0', shared, '--json'];
  const server = spawn(path.join(programs, 'tcp_server'), serving, {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void server.kill('SIGKILL'));
  let printed = '';
  server.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await expect.poll(() => printed, { timeout: 20_000 }).toMatch(/"port":[1-9]/);
  const port = /"port":(\d+)/.exec(printed)?.[1] ?? '';
  const to = path.join(folder, 'fetched');
  await run(path.join(programs, 'tcp_client'), ['127.0.0.1', port, 'sample.bin', to], options);
  expect((await readFile(path.join(to, 'sample.bin'))).equals(content)).toBe(true);
  server.kill();
  expect(await once(server, 'exit')).toEqual([0, null]);
}
