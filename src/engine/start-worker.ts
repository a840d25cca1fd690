import type sea from 'node:sea';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a worker thread. Its code is, from source, a module beside its starter, run by Node's type
 * stripping; in the build, where all starters and workers are in one folder, `NAME.js` beside the
 * starter's chunk; in the single executable, an asset inside of it.
 *
 * @param starterUrl - `import.meta.url` of the module that starts the thread.
 */
export function startWorker(
  name: 'server-worker' | 'download-worker',
  starterUrl: string,
  options: WorkerOptions = {},
): Worker {
  // Not imported: Electron's Node may be built without it.
  const executable = process.getBuiltinModule('node:sea') as typeof sea | undefined;
  if (executable?.isSea())
    return new Worker(executable.getAsset(`${name}.cjs`, 'utf8'), { ...options, eval: true });
  const extension = starterUrl.endsWith('.ts') ? 'ts' : 'js';
  return new Worker(new URL(`./${name}.${extension}`, starterUrl), options);
}
