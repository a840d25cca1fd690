import { createHash } from 'node:crypto';
import path from 'node:path/posix';
import { gzipSync } from 'node:zlib';
import { packTar, type TarEntry } from 'modern-tar';

/** A file of a package, or a link. */
export type DebFile =
  | { readonly path: string; readonly content: Buffer; readonly mode?: number }
  | { readonly path: string; readonly link: string };

export interface DebOptions {
  /** Without the size of what is installed, which is added. */
  readonly control: Readonly<Record<string, string>>;
  /** `postinst` and the like, by name. */
  readonly scripts: Readonly<Record<string, Buffer>>;
  /** Absolute paths. What is below `/etc` is kept when its owner has changed it. */
  readonly files: readonly DebFile[];
  /** The time of everything in the package. */
  readonly date: Date;
}

/** A Debian binary package: deb(5). The same input makes the same bytes. */
export async function debArchive({ control, scripts, files, date }: DebOptions): Promise<Buffer> {
  const sizes = files.map((file) => ('content' in file ? file.content.length : 0));
  const size = sizes.reduce((sum, bytes) => sum + Math.ceil(bytes / 1024), 0);
  const fields = { ...control, 'Installed-Size': String(size) };
  // The description is the last by custom: it goes on in further lines.
  const { Description = '', ...others } = fields as Record<string, string>;
  const lines = Object.entries({ ...others, Description }).map(
    ([name, text]) => `${name}: ${text}\n`,
  );
  const meta: DebFile[] = [
    { path: '/control', content: Buffer.from(lines.join('')) },
    { path: '/md5sums', content: Buffer.from(checksums(files)) },
    { path: '/conffiles', content: Buffer.from(configurationFiles(files)) },
    ...Object.entries(scripts).map(([name, content]) => ({
      path: `/${name}`,
      content,
      mode: 0o755,
    })),
  ];
  return ar(
    [
      { name: 'debian-binary', content: Buffer.from('2.0\n') },
      { name: 'control.tar.gz', content: await compressedTar(meta, date) },
      { name: 'data.tar.gz', content: await compressedTar(files, date) },
    ],
    date,
  );
}

function checksums(files: readonly DebFile[]): string {
  return files
    .flatMap((file) => ('content' in file ? [file] : []))
    .map(
      ({ path, content }) =>
        `${createHash('md5').update(content).digest('hex')}  ${path.slice(1)}\n`,
    )
    .join('');
}

function configurationFiles(files: readonly DebFile[]): string {
  return files
    .filter((file) => file.path.startsWith('/etc/'))
    .map((file) => `${file.path}\n`)
    .join('');
}

async function compressedTar(files: readonly DebFile[], date: Date): Promise<Buffer> {
  const owner = { uid: 0, gid: 0, uname: 'root', gname: 'root', mtime: date };
  const folders = foldersOf(files).map((folder): TarEntry => {
    const name = folder === '/' ? './' : `.${folder}/`;
    return { header: { ...owner, name, type: 'directory', mode: 0o755, size: 0 } };
  });
  const contents = files.map((file): TarEntry => {
    const name = `.${file.path}`;
    if ('link' in file) {
      const link = { type: 'symlink', linkname: file.link, mode: 0o777, size: 0 } as const;
      return { header: { ...owner, name, ...link } };
    }
    const { content, mode = 0o644 } = file;
    return { header: { ...owner, name, mode, size: content.length }, body: content };
  });
  return gzipSync(await packTar([...folders, ...contents]));
}

/** Every folder that a file is in, before the ones in it. */
function foldersOf(files: readonly DebFile[]): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    for (
      let folder = path.dirname(file.path);
      !folders.has(folder);
      folder = path.dirname(folder)
    ) {
      folders.add(folder);
    }
  }
  return [...folders].sort();
}

/** An archive of ar(5). */
function ar(
  members: readonly { readonly name: string; readonly content: Buffer }[],
  date: Date,
): Buffer {
  const seconds = String(Math.floor(date.getTime() / 1000));
  const parts = members.flatMap(({ name, content }) => [
    Buffer.from(
      [
        name.padEnd(16),
        seconds.padEnd(12),
        '0'.padEnd(6),
        '0'.padEnd(6),
        '100644'.padEnd(8),
        String(content.length).padEnd(10),
        '`\n',
      ].join(''),
    ),
    content,
    // Members begin at even places.
    Buffer.from('\n'.repeat(content.length % 2)),
  ]);
  return Buffer.concat([Buffer.from('!<arch>\n'), ...parts]);
}
