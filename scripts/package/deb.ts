import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { COMPLETION_SCRIPTS } from '../../src/cli/completion/scripts.ts';
import { manPages } from '../man/man-pages.ts';
import { debArchive, type DebFile } from './deb-archive.ts';

const MAINTAINER = 'Fifolio contributors <fifolio@users.noreply.github.com>';

/** The names under which the executable is another program. */
const LINKS = ['tcp_client', 'tcp_server'];

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

const DESCRIPTION = `file server with a cache that you can see
 Shares a folder over TCP, keeps what was asked for in a first-in-first-out
 memory cache of 64 MiB, and fetches files from any such server. A download
 that was interrupted is continued, and every file is verified.
 .
 The package has the server, the client and the control panel for a browser.`;

export interface DebSource {
  /** The project's folder. */
  readonly root: string;
  /** The single executable, made for Linux. */
  readonly executable: string;
  /** The processor that it is for, as Node calls it. */
  readonly arch: string;
  /** The program's version. */
  readonly version: string;
  /** The time of everything in the package, and of its entry in the list of changes. */
  readonly date: Date;
}

/** The name of the package's file, as Debian wants it. @throws Error for a processor that it is not for. */
export function debFileName({ version, arch }: Pick<DebSource, 'version' | 'arch'>): string {
  return `fifolio_${debVersion(version)}_${debArchitecture(arch)}.deb`;
}

/**
 * Makes the Debian package of the server. The same input makes the same bytes.
 *
 * @throws Error when a file is missing; nothing is left at `output` then.
 */
export async function makeDeb(source: DebSource, output: string): Promise<void> {
  const { version, arch } = source;
  const script = (name: string): Promise<Buffer> => readFile(packaging(source, name));
  const archive = await debArchive({
    date: source.date,
    control: {
      Package: 'fifolio',
      Version: debVersion(version),
      Architecture: debArchitecture(arch),
      Maintainer: MAINTAINER,
      // What Node's executable is linked with, and the versions of the symbols that it uses.
      Depends: 'libc6 (>= 2.28), libgcc-s1 (>= 3.4), libstdc++6 (>= 5.2)',
      // For Type=notify: systemd-notify.
      Recommends: 'systemd',
      Section: 'net',
      Priority: 'optional',
      Description: DESCRIPTION,
    },
    scripts: {
      postinst: await script('postinst'),
      prerm: await script('prerm'),
      postrm: await script('postrm'),
    },
    files: await debFiles(source),
  });
  const unfinished = `${output}.unfinished`;
  try {
    await writeFile(unfinished, archive);
    await rename(unfinished, output);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Everything that the package installs. A further file, such as a man page, is a further line. */
async function debFiles(source: DebSource): Promise<DebFile[]> {
  const file = async (path: string, from: string, mode = 0o644): Promise<DebFile> => ({
    path,
    content: await readFile(from),
    mode,
  });
  return [
    await file('/usr/bin/fifolio', source.executable, 0o755),
    ...LINKS.map((name) => ({ path: `/usr/bin/${name}`, link: 'fifolio' })),
    await file('/etc/fifolio/config.json', packaging(source, 'config.json')),
    await file('/lib/systemd/system/fifolio.service', packaging(source, 'fifolio.service')),
    await file('/lib/systemd/system/fifolio.socket', packaging(source, 'fifolio.socket')),
    await file('/usr/share/doc/fifolio/copyright', packaging(source, 'copyright')),
    { path: '/usr/share/doc/fifolio/changelog.Debian.gz', content: debChangelog(source) },
    {
      path: '/usr/share/doc/fifolio/changelog.gz',
      content: gzipSync(await readFile(join(source.root, 'CHANGELOG.md')), { level: 9 }),
    },
    await file('/usr/share/lintian/overrides/fifolio', packaging(source, 'lintian-overrides')),
    ...manFiles(),
    ...completionFiles(),
  ];
}

function manFiles(): DebFile[] {
  return Array.from(manPages(), ([name, text]) => ({
    path: `/usr/share/man/man1/${name}.gz`,
    content: gzipSync(text, { level: 9 }),
  }));
}

/** Each shell looks for a file that is named after the program whose words it completes. */
function completionFiles(): DebFile[] {
  const bash = '/usr/share/bash-completion/completions';
  const fish = '/usr/share/fish/vendor_completions.d';
  return [
    { path: `${bash}/fifolio`, content: Buffer.from(COMPLETION_SCRIPTS.bash) },
    ...LINKS.map((name) => ({ path: `${bash}/${name}`, link: 'fifolio' })),
    { path: `${fish}/fifolio.fish`, content: Buffer.from(COMPLETION_SCRIPTS.fish) },
    ...LINKS.map((name) => ({ path: `${fish}/${name}.fish`, link: 'fifolio.fish' })),
    {
      path: '/usr/share/zsh/vendor-completions/_fifolio',
      content: Buffer.from(COMPLETION_SCRIPTS.zsh),
    },
  ];
}

function debChangelog({ version, date }: DebSource): Buffer {
  const [, day, month, year, time] = /, (\S+) (\S+) (\S+) (\S+)/.exec(date.toUTCString())!;
  const weekday = date.toUTCString().slice(0, 3);
  const text = `fifolio (${debVersion(version)}) unstable; urgency=medium

  * What has changed in Fifolio ${version} is in changelog.gz.

 -- ${MAINTAINER}  ${weekday}, ${day} ${month} ${year} ${time} +0000
`;
  return gzipSync(text, { level: 9 });
}

function packaging({ root }: Pick<DebSource, 'root'>, name: string): string {
  return join(root, 'deploy', 'debian', name);
}

/** In Debian a version's last dash begins the package's own revision, and `~` sorts before the end. */
function debVersion(version: string): string {
  return `${version.replaceAll('-', '~')}-1`;
}

function debArchitecture(arch: string): string {
  const architecture = ARCHITECTURES[arch];
  if (architecture === undefined) {
    throw new Error(
      `There is no Debian package for the processor ${arch}, only for ${Object.keys(ARCHITECTURES).join(' and ')}.`,
    );
  }
  return architecture;
}
