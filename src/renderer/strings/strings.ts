import { fetchStrings } from './fetch-strings.ts';
import { serveStrings } from './serve-strings.ts';
import { whatIfStrings } from './what-if-strings.ts';

/** Every text of the panel. Those of failures are in `shared/failure-sentences.ts`. */
export const strings = {
  product: 'Fifolio',
  serve: 'Serve',
  fetch: 'Fetch',
  panes: 'Panes',
  dividers: {
    servePanePercent: 'Width of the Serve pane',
    cachedFilesPercent: 'Height of the cached files',
    filesTherePercent: 'Height of the files on the server',
  },
  close: 'Close',
  cancel: 'Cancel',
  choose: 'Choose…',
  selected: 'Selected',
  selectAll: 'Select all',
  partlySelected: 'partly selected',
  filter: 'Filter',
  clearFilter: 'Clear the filter',
  copy: (text: string) => `Copy ${text}`,
  copied: (text: string) => `Copied ${text}`,
  qrCode: (text: string) => `QR code of ${text}`,
  ...serveStrings,
  ...whatIfStrings,
  ...fetchStrings,

  status: {
    label: 'Status',
    stopped: 'Stopped',
    starting: 'Starting…',
    stopping: 'Stopping, letting transfers finish…',
    failed: 'Could not start',
    serving: (ports: number) => (ports === 1 ? 'Serving on 1 port' : `Serving on ${ports} ports`),
    connections: (count: string, isOne: boolean) =>
      isOne ? `${count} connection` : `${count} connections`,
    announceRunning: (ports: number) =>
      `Server started on ${ports === 1 ? '1 port' : `${ports} ports`}.`,
    announceStopped: 'Server stopped.',
    announceFailed: 'The server could not be started.',
  },

  connection: {
    connecting: 'Connecting to Fifolio…',
    lost: (time: string) => `The connection to Fifolio was lost. What you see is as of ${time}.`,
    retrying: 'Trying again…',
    retryNow: 'Try now',
  },

  settings: {
    title: 'Settings',
    theme: 'Appearance',
    themes: { system: 'Match system', light: 'Light', dark: 'Dark' },
    nextTheme: (theme: string) => `Appearance: ${theme}`,
    shareHidden: 'Share hidden files',
    shareHiddenHint: 'Files and folders whose names begin with a dot.',
    shareHiddenFixed: 'Stop the server to change whether names that begin with a dot are shared.',
    serveAtStart: 'Start the server when Fifolio opens',
    serveAtStartHint: 'As last time: the same folders, ports and reach.',
    announce: 'Announce the server',
    announceHint:
      'Others in the network find it without typing its address, while it is open to them.',
    fileDates: 'Dates of downloaded files',
    dates: { server: 'Same as on the server', download: 'Time of download' },
    parallel: 'Files received at once',
    automatic: 'Automatic',
    parallelHint:
      'Of one batch. Automatic receives one after the other, and four from a plain server. On the command line: --parallel.',
    noLimit: 'No limit',
    badRate: 'Type a speed of 16 KiB a second or more, such as 2 MiB, or nothing for no limit.',
    downloadRate: 'Speed of all downloads, a second',
    downloadRateHint: 'Such as 2 MiB. On the command line: fifolio get --limit-rate.',
    serveRate: 'Speed of the server, a second',
    serveRateHint: 'To all clients together. On the command line: fifolio serve --limit-rate.',
    serveRatePerClient: 'Speed of the server to each client, a second',
    serveRatePerClientHint:
      'To each address. On the command line: fifolio serve --limit-rate-per-client.',
    serveRateFixed: 'Stop the server to change this.',
    whenClosing: 'Closing the window while serving',
    whenClosingHint: 'In the tray, the server keeps running and can be stopped from there.',
    closings: { ask: 'Ask', stay: 'Stay in the tray', stop: 'Stop and quit' },
    autostart: 'When you sign in to this computer',
    autostarts: { off: 'Do nothing', open: 'Open Fifolio', serve: 'Serve as last time' },
    autostartHint: 'When it serves, its window stays closed: open Fifolio to see it.',
    about: 'About',
    version: (version: string, host: string) => `Fifolio ${version}, on ${host}`,
    diagnostics: 'Diagnostics…',
  },

  diagnostics: {
    title: 'Diagnostics',
    hint: 'Contains no file names and no addresses of other computers.',
    copy: 'Copy all',
    copied: 'Copied',
    loading: 'Asking Fifolio…',
    version: 'Version',
    runtime: 'Runtime',
    system: 'System',
    processors: 'Processors',
    uptime: 'Running for',
    memory: 'Memory',
    memoryDetail: (resident: string, shared: string) => `${resident} resident, ${shared} shared`,
    processorTime: 'Processor',
    processorShare: (percent: string) => `${percent} % of one`,
    panels: 'Panels',
    settingsFile: 'Settings',
    damagedSettingsFile: 'Damaged settings, set aside',
    downloadsFile: 'Downloads',
    addresses: 'Addresses',
    problems: 'Problems',
    noProblems: 'None',
  },

  folderBrowser: {
    titles: { serve: 'Choose the folder to serve', save: 'Choose where to save' },
    on: (computer: string) => `Folders of ${computer}`,
    up: 'Up',
    places: 'Places',
    placeNames: {
      home: 'Home',
      desktop: 'Desktop',
      documents: 'Documents',
      downloads: 'Downloads',
      drive: 'Drive',
      root: 'Computer',
    },
    folders: 'Folders',
    empty: 'No folders in here.',
    truncated: 'There are more folders than are shown.',
    select: 'Choose this folder',
    hiddenCharacters: (path: string) => `This path contains invisible characters: ${path}`,
    path: 'Path',
    go: 'Go',
  },

  shortcuts: {
    title: 'Keyboard shortcuts',
    open: 'Keyboard shortcuts (?)',
    groups: [
      {
        title: 'Anywhere',
        keys: [
          ['?', 'This sheet'],
          ['/', 'Filter the files on the server'],
          ['Tab', 'To the next control'],
        ],
      },
      {
        title: 'Lists',
        keys: [
          ['↑ ↓', 'To the next row'],
          ['Page Up, Page Down', 'A page further'],
          ['Home, End', 'To the first or last row'],
          ['A – Z', 'To the name that begins so'],
          ['Space', 'Select, or not any more'],
          ['Shift + ↑ ↓', 'Select a range'],
          ['Ctrl or ⌘ + A', 'Select all'],
          ['Esc', 'Select nothing'],
          ['Shift + F10', 'Menu of what is selected'],
        ],
      },
      {
        title: 'Files on the server',
        keys: [
          ['Enter', 'Download a file, open a folder'],
          ['Backspace', 'Out of the folder'],
          ['→ ←', 'Show or hide what is in a folder'],
        ],
      },
      {
        title: 'Tabs of servers',
        keys: [
          ['→ ←', 'To the next tab'],
          ['Delete', 'Close the tab'],
        ],
      },
      {
        title: 'Cache',
        keys: [
          ['→ ←', 'To the next file'],
          ['+ −', 'Zoom in, zoom out'],
          ['Home', 'The whole cache'],
          ['Enter', 'Show in the list, or zoom into small files'],
          ['Ctrl or ⌘ + wheel', 'Zoom where the pointer is'],
        ],
      },
      {
        title: 'Cached files',
        keys: [['Delete', 'Evict']],
      },
      {
        title: 'Dividers',
        keys: [
          ['↑ ↓ → ←', 'Move'],
          ['Home, End', 'As far as possible'],
        ],
      },
    ],
  },

  failure: {
    title: 'Something went wrong in the panel',
    text: 'The server and the downloads are not affected. Reload the panel to continue.',
    reload: 'Reload the panel',
    details: 'Details',
  },
} as const;
