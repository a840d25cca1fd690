import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'postject';
import { rolldown } from 'rolldown';

/** Where Node keeps the mark that tells it that it is a single executable; see its documentation. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** The same for every start: half of it is as fast, and a third of the memory of the default. */
const EXEC_ARGV = ['--max-semi-space-size=8'];

const PROGRAMS = {
  cli: 'src/cli/main.ts',
  'server-worker': 'src/engine/server/worker/server-worker.ts',
  'view-worker': 'src/engine/server/view/view-worker.ts',
  'laboratory-worker': 'src/engine/server/laboratory/laboratory-worker.ts',
  'download-worker': 'src/engine/client/batch/download-worker.ts',
  'announce-worker': 'src/engine/nearby/announce-worker.ts',
} as const;

export interface SingleExecutableOptions {
  /** The project's folder, built. */
  readonly root: string;
  /** The Node to put the program into; also makes the blob, as both must be the same version. */
  readonly node: string;
  readonly output: string;
}

/**
 * Makes one executable file of Node, the command line, its worker threads and the panel. The same input
 * makes the same bytes: it holds no code cache, no time and no path.
 *
 * @throws Error when a step fails; nothing is left at `output` then.
 */
export async function makeSingleExecutable({
  root,
  node,
  output,
}: SingleExecutableOptions): Promise<void> {
  const work = `${output}.work`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  try {
    for (const [name, input] of Object.entries(PROGRAMS)) {
      await bundle(join(root, input), join(work, `${name}.cjs`));
    }
    const blob = join(work, 'program.blob');
    const config = {
      // Node keeps this path in the blob, so it must not say where the blob was made.
      main: 'cli.cjs',
      output: blob,
      disableExperimentalSEAWarning: true,
      useCodeCache: false,
      execArgv: EXEC_ARGV,
      assets: {
        'server-worker.cjs': join(work, 'server-worker.cjs'),
        'view-worker.cjs': join(work, 'view-worker.cjs'),
        'laboratory-worker.cjs': join(work, 'laboratory-worker.cjs'),
        'download-worker.cjs': join(work, 'download-worker.cjs'),
        'announce-worker.cjs': join(work, 'announce-worker.cjs'),
        ...(await panelAssets(join(root, 'out', 'renderer'))),
      },
    };
    const configFile = join(work, 'program.json');
    await writeFile(configFile, JSON.stringify(config));
    const run = promisify(execFile);
    await run(node, ['--experimental-sea-config', configFile], { cwd: work });
    const executable = join(work, 'executable');
    await copyFile(node, executable);
    await chmod(executable, 0o755);
    if (process.platform === 'darwin') await run('codesign', ['--remove-signature', executable]);
    await inject(executable, 'NODE_SEA_BLOB', await readFile(blob), {
      sentinelFuse: FUSE,
      ...(process.platform === 'darwin' ? { machoSegmentName: 'NODE_SEA' } : {}),
    });
    if (process.platform === 'darwin') await run('codesign', ['--sign', '-', executable]);
    await copyFile(executable, output);
    await chmod(output, 0o755);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** One CommonJS file with everything in it: the only kind that a single executable can hold. */
async function bundle(input: string, file: string): Promise<void> {
  const bundled = await rolldown({ input, platform: 'node', external: [/^node:/] });
  await bundled.write({ file, format: 'cjs', codeSplitting: false, minify: true });
  await bundled.close();
}

async function panelAssets(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files
      .sort()
      .map((file) => [`renderer/${relative(folder, file).replaceAll(sep, '/')}`, file] as const),
  );
}
