/**
 * Who may import whom (docs/ARCHITECTURE.md). `npm run boundaries` checks it;
 * `test/boundaries` shows that a breach is found.
 */
const own = (name) => `^src/${name}/`;

/** A folder may import itself, the folders named, and what else the pattern lists. */
const folder = (name, allowed) => ({
  name: `${name}-imports`,
  comment: `src/${name} may import only: ${allowed.join(', ')}`,
  severity: 'error',
  from: { path: own(name), pathNot: '\\.test\\.tsx?$' },
  to: { pathNot: [own(name), ...allowed] },
});

const packages = (...names) => `node_modules/(${names.join('|')})(/|$)`;

module.exports = {
  forbidden: [
    folder('shared', [packages('zod', 'i18next')]),
    folder('engine', [
      own('shared'),
      '^(node:)?[a-z_/]+$',
      packages(
        'ignore',
        'mime',
        '@scure/bip39',
        '@peculiar/asn1-schema',
        '@peculiar/asn1-x509',
        '@homebridge/ciao',
        'multicast-dns',
        '@types/multicast-dns',
      ),
    ]),
    folder('host', [
      own('engine'),
      own('shared'),
      '^(node:)?[a-z_/]+$',
      packages('ws', '@types/ws', 'zod'),
    ]),
    folder('main', [
      own('host'),
      own('shared'),
      '^(node:)?[a-z_/]+$',
      packages('electron', 'electron-updater', 'i18next', 'zod'),
    ]),
    folder('preload', [own('shared'), packages('electron')]),
    folder('renderer', [
      own('shared'),
      packages(
        'react',
        'react-dom',
        '@types/react',
        '@types/react-dom',
        'i18next',
        'zustand',
        'react-aria-components',
        'uplot',
        'lucide-react',
        'uqr',
        'vite',
      ),
    ]),
    folder('cli', [
      own('host'),
      own('engine'),
      own('shared'),
      '^(node:)?[a-z_/]+$',
      packages('commander', 'cli-progress', '@types/cli-progress', 'picocolors', 'uqr', 'zod'),
    ]),
    {
      name: 'engine-face',
      comment: 'outside of it, the engine is known by src/engine/index.ts alone',
      severity: 'error',
      from: { path: '^src/(host|main|cli)/', pathNot: '\\.test\\.ts$' },
      to: { path: own('engine'), pathNot: '^src/engine/index\\.ts$' },
    },
    {
      name: 'cli-output',
      comment: 'how lines are written knows nothing of the commands that write them',
      severity: 'error',
      from: { path: '^src/cli/output/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/cli/', pathNot: '^src/cli/output/' },
    },
    {
      name: 'server-threads',
      comment:
        "what runs in the supervisor's thread, in a worker, in the view and in the laboratory share src/engine/server/*.ts alone",
      severity: 'error',
      from: {
        path: '^src/engine/server/(supervisor|worker|view|laboratory)/',
        pathNot: '\\.test\\.ts$',
      },
      to: {
        path: '^src/engine/server/(supervisor|worker|view|laboratory)/',
        pathNot: '^src/engine/server/$1/',
      },
    },
    {
      name: 'tests-are-ends',
      comment:
        'nothing imports from test/ or a spec; what tests and benchmarks share lies in doubles/ and harness/',
      severity: 'error',
      from: { path: '^(src|bench|scripts|harness|doubles|e2e)/' },
      to: { path: '^(test|e2e/specs)/|\\.test\\.tsx?$' },
    },
    {
      name: 'helpers-know-no-users',
      comment: 'harness/ and doubles/ import only src/ and each other',
      severity: 'error',
      from: { path: '^(harness|doubles)/' },
      to: { path: '^(bench|scripts|e2e)/' },
    },
    {
      name: 'product-knows-no-tools',
      comment:
        'src/ imports nothing of the folders around it; its tests may use doubles/ and harness/',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(bench|scripts|e2e|test|harness|doubles)/' },
    },
    {
      name: 'engine-pure-parts',
      comment:
        'dialects, cache, files, share-page, zip, access and checksum know nothing of sockets or of each other; any may compute a checksum',
      severity: 'error',
      from: {
        path: '^src/engine/(dialects|cache|files|share-page|zip|access|checksum)/',
        pathNot: '\\.test\\.ts$',
      },
      to: {
        path: '^(src/engine/|(node:)?(net|http|https|tls|dgram)$)',
        pathNot: '^src/engine/($1|checksum)/',
      },
    },
    {
      name: 'no-electron-below-the-shell',
      comment:
        'nothing but src/main and src/preload may reach electron, directly or through others',
      severity: 'error',
      from: { path: '^src/(shared|engine|host|renderer|cli)/' },
      to: { path: 'node_modules/electron/', reachable: true },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
    },
  },
};
