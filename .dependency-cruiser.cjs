/**
 * Who may import whom (docs/ARCHITECTURE.md). `npm run boundaries` checks it;
 * `test/boundaries` shows that a breach is found.
 */
const own = (folder) => `^src/${folder}/`;

/** A room may import itself, the rooms named, and what else the pattern lists. */
const room = (name, allowed) => ({
  name: `${name}-imports`,
  comment: `src/${name} may import only: ${allowed.join(', ')}`,
  severity: 'error',
  from: { path: own(name), pathNot: '\\.test\\.tsx?$' },
  to: { pathNot: [own(name), ...allowed] },
});

const packages = (...names) => `node_modules/(${names.join('|')})(/|$)`;

module.exports = {
  forbidden: [
    room('shared', [packages('zod')]),
    room('engine', [own('shared'), '^(node:)?[a-z_/]+$']),
    room('host', [
      own('engine'),
      own('shared'),
      '^(node:)?[a-z_/]+$',
      packages('ws', '@types/ws', 'zod'),
    ]),
    room('main', [own('host'), own('shared'), '^(node:)?[a-z_/]+$', packages('electron', 'zod')]),
    room('preload', [own('shared'), packages('electron')]),
    room('renderer', [
      own('shared'),
      packages(
        'react',
        'react-dom',
        '@types/react',
        '@types/react-dom',
        'zustand',
        'react-aria-components',
        'uplot',
        'lucide-react',
        'vite',
      ),
    ]),
    room('cli', [
      own('host'),
      own('engine'),
      own('shared'),
      '^(node:)?[a-z_/]+$',
      packages('commander', 'cli-progress', '@types/cli-progress', 'picocolors', 'zod'),
    ]),
    {
      name: 'engine-pure-parts',
      comment:
        'dialects, cache, files and checksum know nothing of sockets or of each other; any may compute a checksum',
      severity: 'error',
      from: { path: '^src/engine/(dialects|cache|files|checksum)/', pathNot: '\\.test\\.ts$' },
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
    { name: 'no-circular', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: { path: '^src/' },
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
