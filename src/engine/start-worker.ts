import type sea from 'node:sea';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** What runs in a thread of its own: the module, seen from here. */
const MODULES = {
  'server-worker': './server/worker/server-worker.ts',
  'view-worker': './server/view/view-worker.ts',
  'laboratory-worker': './server/laboratory/laboratory-worker.ts',
  'download-worker': './client/batch/download-worker.ts',
  'announce-worker': './nearby/announce-worker.ts',
};

/**
 * Starts a worker thread. Its code is, from source, a module, run by Node's type stripping; in the build,
 * where all code for Node is in one folder, `NAME.js` beside the chunk that this is part of; in the single
 * executable, an asset inside of it.
 */
export function startWorker(name: keyof typeof MODULES, options: WorkerOptions = {}): Worker {
  // Not imported: Electron's Node may be built without it.
  const executable = process.getBuiltinModule('node:sea') as typeof sea | undefined;
  if (executable?.isSea())
    return new Worker(executable.getAsset(`${name}.cjs`, 'utf8'), { ...options, eval: true });
  const here = import.meta.url;
  const module = here.endsWith('.ts') ? MODULES[name] : `./${name}.js`;
  return new Worker(new URL(module, here), options);
}
