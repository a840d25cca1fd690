/**
 * Where the code of a worker thread lies. From source it is a module beside its starter, run by
 * Node's type stripping; in the build, where all starters and threads lie in one folder, it is
 * `NAME.js` beside the starter's chunk.
 *
 * @param starterUrl - `import.meta.url` of the module that starts the thread.
 */
export function workerUrl(name: 'server-worker' | 'download-worker', starterUrl: string): URL {
  return new URL(starterUrl.endsWith('.ts') ? `./${name}.ts` : `./${name}.js`, starterUrl);
}
