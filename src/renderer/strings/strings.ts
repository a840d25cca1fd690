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
    themes: { system: 'Match system', light: 'Light', dark: 'Dark' },
    nextTheme: (theme: string) => `Appearance: ${theme}`,
    search: 'Search settings',
    noMatch: 'No setting matches this.',
    reset: (label: string) => `Reset to default: ${label}`,
    groups: {
      general: 'General',
      serve: 'Serve',
      fetch: 'Fetch',
      desktop: 'Desktop',
      panel: 'Panel',
    },
    /** In place of a hint. */
    fixed: 'Stop the server to change this; it counts from the next start.',
    given: 'Set by the command that started Fifolio.',
    rows: {
      theme: { label: 'Appearance', hint: '' },
      cacheSize: {
        label: 'Cache size',
        hint: 'Memory for files that are served often, at most 64 MiB; 0 turns the cache off.',
      },
      serveRate: {
        label: 'Speed of the server, a second',
        hint: 'To all clients together.',
      },
      serveRatePerClient: {
        label: 'Speed of the server to each client, a second',
        hint: 'To each address, over all its connections.',
      },
      maxConnections: {
        label: 'Open connections',
        hint: 'Over all ports. Automatic is 1024, or fewer where this computer allows few open files.',
      },
      maxConnectionsPerAddress: {
        label: 'Open connections from each address',
        hint: 'This computer itself is exempt.',
      },
      requestTimeoutMs: {
        label: 'Time for a request',
        hint: 'Who takes longer to send a whole request is disconnected.',
      },
      idleTimeoutMs: {
        label: 'Time without a byte',
        hint: 'Connections on which nothing moves for so long are ended.',
      },
      shareHidden: {
        label: 'Share hidden files',
        hint: 'Files and folders whose names begin with a dot.',
      },
      announce: {
        label: 'Announce the server',
        hint: 'Others in the network find it without typing its address, while it is open to them.',
      },
      saveTo: { label: 'Save downloads to', hint: 'Can be changed for each download.' },
      ifExists: {
        label: 'When a file already exists',
        hint: 'You are asked each time; this is the answer offered first.',
      },
      keepTimes: { label: 'Dates of downloaded files', hint: '' },
      parallelDownloads: {
        label: 'Files received at once',
        hint: 'Of one batch. Automatic receives one after the other, and four from a plain server.',
      },
      downloadRate: { label: 'Speed of all downloads, a second', hint: 'Such as 2 MiB.' },
      retryForMs: {
        label: 'Retry after a lost connection',
        hint: 'For so long, counted from when data last arrived; 0 turns retries off.',
      },
      notifyWhenDone: {
        label: 'Notify when downloads have ended',
        hint: 'Unless the window is in front.',
      },
      whenClosing: {
        label: 'Closing the window while serving',
        hint: 'In the tray, the server keeps running and can be stopped from there.',
      },
      serveAtStart: {
        label: 'Start the server when Fifolio opens',
        hint: 'As last time: the same folders, ports and reach.',
      },
      autostart: {
        label: 'When you sign in to this computer',
        hint: 'When it serves, its window stays closed: open Fifolio to see it.',
      },
      panelAccess: {
        label: 'Where this panel is reached',
        hint: 'Decided when Fifolio is started.',
      },
    },
    dates: { server: 'Same as on the server', download: 'Time of download' },
    collisions: { 'keep-both': 'Keep both', replace: 'Replace', skip: 'Skip' },
    closings: { ask: 'Ask', stay: 'Stay in the tray', stop: 'Stop and quit' },
    autostarts: { off: 'Do nothing', open: 'Open Fifolio', serve: 'Serve as last time' },
    automatic: 'Automatic',
    noLimit: 'No limit',
    badRate: 'Type a speed of 16 KiB a second or more, such as 2 MiB, or nothing for no limit.',
    badCacheSize: 'Type a size from 0 to 64 MiB, such as 32 MiB.',
    badConnections: 'Type a whole number from 1 to 1,000,000, or nothing for automatic.',
    badConnectionsPerAddress: 'Type a whole number from 1 to 65,535.',
    badTimeout: 'Type a time from 1 ms to 24 h, such as 500 ms, 10 s or 2 min.',
    badRetryTime: 'Type a time up to 24 h, such as 10 min, or 0.',
    panelHere: (address: string) => `${address}, from this computer only`,
    panelOpen: (port: string) => `Port ${port} of every address of this computer`,
    panelAt: (address: string) => `${address}, from the network`,
    import: 'Import…',
    export: 'Export…',
    importFixed: 'Stop the server to import settings.',
    imported: (changed: number) =>
      changed === 0
        ? 'Imported. Nothing was different.'
        : `Imported. ${changed === 1 ? '1 setting' : `${changed} settings`} changed.`,
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
