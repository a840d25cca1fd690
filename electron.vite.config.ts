import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const source = (path: string): string => resolve(import.meta.dirname, 'src', path);

/**
 * One build for everything that runs under Node: the Electron main process, the command line and the
 * threads. They share chunks, and every file lies in `out/main` so that a chunk finds a thread's file
 * beside itself (`src/engine/start-worker.ts`).
 */
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      target: 'node22',
      sourcemap: true,
      // Which chunks an entry needs: the packages of the desktop app leave those of the command line out.
      manifest: true,
      rolldownOptions: {
        input: {
          index: source('main/index.ts'),
          cli: source('cli/main.ts'),
          'server-worker': source('engine/server/worker/server-worker.ts'),
          'view-worker': source('engine/server/view/view-worker.ts'),
          'laboratory-worker': source('engine/server/laboratory/laboratory-worker.ts'),
          'download-worker': source('engine/client/batch/download-worker.ts'),
          'announce-worker': source('engine/nearby/announce-worker.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          // In a chunk of its own: a server and the command line would else load it beside what they share
          // with the app, which costs every thread 7 MiB.
          codeSplitting: { groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]/ }] },
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: source('preload/index.ts') },
        // A sandboxed preload is one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    build: {
      minify: true,
      rolldownOptions: { input: { index: source('renderer/index.html') } },
    },
    plugins: [react()],
  },
});
