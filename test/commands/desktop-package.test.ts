import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import configuration from '../../electron-builder.config.ts';
import { FUSE_SENTINEL, writeElectronDistribution } from '../../doubles/electron-distribution.ts';
import { type BuildManifest, desktopFiles } from '../../scripts/package/desktop-files.ts';

const FEED = 'https://updates.example/fifolio';
const ROOT = path.resolve(import.meta.dirname, '../..');
const BUILDER = path.join(ROOT, 'node_modules/electron-builder/cli.js');

/**
 * In place of fpm, which makes deb and rpm and has to be downloaded: keeps what it was given. The words
 * are options and `file=place` pairs; a script that is run at the installation is an option's value.
 */
const FPM = `#!/bin/sh
for word; do
  case $word in
    *.desktop=*) cp "\${word%%=*}" "$KEPT/desktop-entry" ;;
    *) if [ "$before" = --after-install ]; then cp "$word" "$KEPT/after-install"; fi ;;
  esac
  if [ "$before" = --package ]; then : > "$word"; fi
  before=$word
  printf '%s\\n' "$word" >> "$KEPT/words"
done
`;

describe('the desktop files of a build', () => {
  const manifest: BuildManifest = {
    'src/main/index.ts': { file: 'index.js', isEntry: true, imports: ['_shared.js'] },
    'src/cli/main.ts': { file: 'cli.js', isEntry: true, imports: ['_shared.js', '_cli.js'] },
    '_shared.js': { file: 'shared.js', dynamicImports: ['late.ts'] },
    'late.ts': { file: 'late.js', imports: ['_shared.js'] },
    '_cli.js': { file: 'cli-only.js' },
  };

  it('are what its entries import, at once or later, without what only the command line does', () => {
    expect(desktopFiles(manifest)).toEqual(['index.js', 'late.js', 'shared.js']);
  });

  it('are not guessed where the manifest has a gap', () => {
    const gap = { 'src/main/index.ts': { file: 'index.js', isEntry: true, imports: ['_gone.js'] } };
    expect(() => desktopFiles(gap)).toThrow('does not describe _gone.js');
  });
});

interface AsarFolder {
  readonly files: Readonly<Record<string, AsarFolder | { readonly size: number }>>;
}

/** The files in an asar archive: Pickle-framed JSON, whose length is the fourth 32-bit number. */
async function filesInAsar(file: string): Promise<string[]> {
  const bytes = await readFile(file);
  const header = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as AsarFolder;
  const below = ({ files }: AsarFolder): string[] =>
    Object.entries(files).flatMap(([name, entry]) =>
      'files' in entry ? below(entry).map((inner) => `${name}/${inner}`) : [name],
    );
  return below(header).sort();
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}

// Electron itself is a stand-in, which runs nothing: what is checked is what is put around it.
describe.skipIf(process.platform !== 'linux')('the packages for Linux (made on Linux)', () => {
  let folder: string;
  let app: string;
  let entry: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'fifolio-desktop-'));
    const electron = path.join(folder, 'electron');
    writeElectronDistribution(electron);
    const fpm = path.join(folder, 'fpm');
    await writeFile(fpm, FPM, { mode: 0o755 });
    await mkdir(path.join(folder, 'kept'));
    const dist = path.join(folder, 'dist');
    await promisify(execFile)(
      process.execPath,
      [
        BUILDER,
        ...['--config', 'electron-builder.config.ts', '--linux', 'deb', '--x64'],
        ...['--publish', 'never', `-c.electronDist=${electron}`],
        `-c.directories.output=${dist}`,
      ],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          CUSTOM_FPM_PATH: fpm,
          KEPT: path.join(folder, 'kept'),
          FIFOLIO_UPDATE_FEED: FEED,
        },
      },
    );
    app = path.join(dist, 'linux-unpacked');
    entry = await readFile(path.join(folder, 'kept/desktop-entry'), 'utf8');
  }, 120_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('hold in their archive what the app runs, and nothing else', async () => {
    const file = path.join(ROOT, 'out/main/.vite/manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as BuildManifest;
    const main = desktopFiles(manifest);
    const expected = [
      'package.json',
      ...main.map((file) => `out/main/${file}`),
      'out/preload/index.cjs',
      ...(await filesBelow('out/renderer')),
      ...(await filesBelow('resources')),
    ];
    const found = await filesInAsar(path.join(app, 'resources/app.asar'));
    expect(found).toEqual(expected.sort());
    for (const needed of [
      'index',
      'server-worker',
      'view-worker',
      'laboratory-worker',
      'download-worker',
      'announce-worker',
    ]) {
      expect(found).toContain(`out/main/${needed}.js`);
    }
    const ofCommands = Object.keys(manifest).filter((key) => key.startsWith('src/cli/commands/'));
    expect(ofCommands).not.toEqual([]);
    for (const key of ofCommands) expect(found).not.toContain(`out/main/${manifest[key]!.file}`);
    expect(found.filter((name) => /cli\.js$|\.map$|node_modules|bench|test/.test(name))).toEqual(
      [],
    );
  });

  it('hold the licences, and nothing of the app outside of the archive', async () => {
    expect((await readdir(path.join(app, 'resources'))).sort()).toEqual([
      'LICENSE',
      'app-update.yml',
      'app.asar',
      'apparmor-profile',
      'package-type',
    ]);
    expect(await readdir(app)).toEqual(
      expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']),
    );
  });

  it('look for updates where the build says, and nowhere where it says nothing', async () => {
    const feed = await readFile(path.join(app, 'resources/app-update.yml'), 'utf8');
    expect(feed).toContain(`url: ${FEED}\n`);
    expect(configuration.publish).toBeNull();
  });

  it('have the fuses turned', async () => {
    const binary = await readFile(path.join(app, 'fifolio-desktop'), 'latin1');
    const [, fuses] = new RegExp(`${FUSE_SENTINEL}..([01]{8})`, 's').exec(binary) ?? [];
    // In the order of @electron/fuses: run as Node, encrypted cookies, NODE_OPTIONS, --inspect, integrity of
    // the archive, only from the archive, snapshot, rights of files.
    expect(fuses).toBe('01001100');
  });

  it('are in the menu, open folders and fifolio:// links, and belong to their window', () => {
    expect(entry.trimEnd().split('\n')).toEqual(
      expect.arrayContaining([
        'Name=Fifolio',
        'Exec=/opt/Fifolio/fifolio-desktop %U',
        'MimeType=inode/directory;x-scheme-handler/fifolio;',
        'StartupWMClass=fifolio-desktop',
        'Icon=fifolio-desktop',
        'Categories=Network;FileTransfer;',
      ]),
    );
  });

  const canValidate = spawnSync('desktop-file-validate', ['--help']).status === 0;
  it.skipIf(!canValidate)(
    'have a menu entry without fault (skipped where there is no desktop-file-validate)',
    async () => {
      const file = path.join(folder, 'fifolio-desktop.desktop');
      await writeFile(file, entry);
      expect(execFileSync('desktop-file-validate', [file], { encoding: 'utf8' })).toBe('');
    },
  );

  it('leave the name fifolio to the command line, and let the sandbox make user namespaces', async () => {
    const words = (await readFile(path.join(folder, 'kept/words'), 'utf8')).split('\n');
    expect(words[words.indexOf('--name') + 1]).toBe('fifolio-desktop');
    expect(words).toContainEqual(
      expect.stringContaining('=/usr/share/applications/fifolio-desktop.desktop'),
    );
    const script = await readFile(path.join(folder, 'kept/after-install'), 'utf8');
    expect(script).toContain('/usr/bin/fifolio-desktop');
    expect(script).not.toMatch(/\/usr\/bin\/fifolio\b(?!-)/);
    const profile = await readFile(path.join(app, 'resources/apparmor-profile'), 'utf8');
    expect(profile).toContain('profile "fifolio-desktop" "/opt/Fifolio/fifolio-desktop"');
    expect(profile).toContain('userns,');
  });
});
