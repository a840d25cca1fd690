import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'all', include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          // As on Windows: each port belongs to one thread. The tests of what threads do, and of what ports are.
          name: 'port-per-thread',
          include:
            process.platform === 'linux'
              ? ['http-limits', 'limits', 'ports', 'slow-readers', 'stop', 'threads'].map(
                  (name) => `test/server/${name}.test.ts`,
                )
              : [],
          env: { FIFOLIO_TEST_ACCEPTING: 'port-per-thread' },
        },
      },
      {
        extends: true,
        test: {
          // All that clients say is inside of TLS.
          name: 'inside-tls',
          include: [
            ...['changing-files', 'http', 'http-content', 'http-folders', 'http-limits', 'limits'],
            ...['native-dialect', 'plain-dialect', 'slow-readers', 'stop'],
          ].map((name) => `test/server/${name}.test.ts`),
          env: { FIFOLIO_TEST_TLS: 'inside' },
        },
      },
      {
        extends: true,
        test: {
          // As on macOS: threads share each port's one socket.
          name: 'shared-descriptor',
          include: process.platform === 'linux' ? ['test/server/**/*.test.ts'] : [],
          exclude: ['test/server/accepting.test.ts', 'test/server/http-clients.test.ts'],
          env: { FIFOLIO_TEST_ACCEPTING: 'shared-descriptor' },
        },
      },
    ],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
  },
});
