import { defineConfig } from 'vitest/config';

/** The tests that `npm run test:windows` runs in Windows' Node under Wine. */
export default defineConfig({
  test: {
    setupFiles: ['test/windows/skip-under-wine.ts'],
    // Wine runs several times slower than the machine it is on.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Tests are plain modules with erasable types: Node loads them by itself.
    experimental: { viteModuleRunner: false },
    reporters: ['default', ['json', { outputFile: 'test-results/windows.json' }]],
  },
});
