// The packages of the desktop app, explained in docs/desktop.md.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Configuration } from 'electron-builder';
import { type BuildManifest, desktopFiles } from './scripts/package/desktop-files.ts';

const NAME = 'fifolio-desktop';

const manifestFile = resolve(import.meta.dirname, 'out/main/.vite/manifest.json');
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as BuildManifest;

const updateFeed = process.env['FIFOLIO_UPDATE_FEED'] ?? '';

const configuration: Configuration = {
  appId: 'io.github.fifolio',
  productName: 'Fifolio',
  copyright: 'Fifolio contributors',
  artifactName: `${NAME}-\${version}-\${os}-\${arch}.\${ext}`,
  directories: { buildResources: 'build', output: 'dist' },

  // Everything the app runs is bundled into these; nothing of node_modules is needed.
  files: [
    'package.json',
    ...desktopFiles(manifest).map((file) => `out/main/${file}`),
    'out/preload/index.cjs',
    'out/renderer/**',
    'resources/**',
    '!**/*.map',
    '!node_modules/**',
  ],
  extraResources: ['LICENSE'],
  npmRebuild: false,
  // The folder on the web with the packages of the newest version. Without it, the app looks for no updates.
  publish: updateFeed === '' ? null : { provider: 'generic', url: updateFeed },

  // One archive, threads included: Electron reads and verifies the files of worker threads in it as it
  // does those of the main process, and what lies unpacked beside it would not be verified.
  asar: true,
  disableAsarIntegrity: false,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    // The panel comes from app://; files have no business with more rights than any page.
    grantFileProtocolExtraPrivileges: false,
    resetAdHocDarwinSignature: true,
  },

  protocols: [{ name: 'Fifolio address', schemes: ['fifolio'] }],

  linux: {
    // `fifolio` is the command line's.
    executableName: NAME,
    target: ['AppImage', 'deb', 'rpm'],
    category: 'Network;FileTransfer',
    icon: 'build/icons',
    synopsis: 'Shares a folder over TCP with a cache you can see',
    maintainer: 'Fifolio contributors <fifolio@users.noreply.github.com>',
    mimeTypes: ['inode/directory'],
    // The same name for the menu entry, the window's class and its application id.
    syncDesktopName: true,
  },
  // Its installation script brings an AppArmor profile, for the user namespaces of Chromium's sandbox.
  deb: { packageName: NAME, priority: 'optional' },
  rpm: { packageName: NAME },

  mac: {
    target: ['dmg', 'zip'],
    category: 'public.app-category.utilities',
    icon: 'build/icon.icns',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    extendInfo: {
      // macOS 15 and later ask before a program may reach others on the local network, and show this.
      NSLocalNetworkUsageDescription:
        'Fifolio shares files with, and fetches them from, computers on your network.',
      // In "Open With" of a folder, and never in place of the Finder.
      CFBundleDocumentTypes: [
        {
          CFBundleTypeName: 'Folder',
          CFBundleTypeRole: 'Viewer',
          LSHandlerRank: 'Alternate',
          LSItemContentTypes: ['public.folder'],
        },
      ],
    },
  },

  win: {
    executableName: NAME,
    target: ['nsis', 'portable'],
    icon: 'build/icon.ico',
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    include: 'build/windows-associations.nsh',
    // One for each processor, of half the size.
    buildUniversalInstaller: false,
  },
  portable: {
    artifactName: `${NAME}-portable-\${version}-\${os}-\${arch}.\${ext}`,
    buildUniversalInstaller: false,
  },
};

export default configuration;
