import { fetchWords } from './fetch-words.ts';
import { serveWords } from './serve-words.ts';

/** Every text of the panel. What a host says of problems comes from `shared/problem.ts`. */
export const words = {
  product: 'Fifolio',
  serve: 'Serve',
  fetch: 'Fetch',
  panes: 'Panes',
  dividers: {
    servePanePercent: 'Width of the Serve pane',
    cachedFilesPercent: 'Height of the cached files',
  },
  close: 'Close',
  cancel: 'Cancel',
  choose: 'Choose…',
  selected: 'Selected',
  partlySelected: 'partly selected',
  filter: 'Filter',
  clearFilter: 'Clear the filter',
  copy: (text: string) => `Copy ${text}`,
  copied: (text: string) => `Copied ${text}`,
  ...serveWords,
  ...fetchWords,

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
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    nextTheme: (theme: string) => `Appearance: ${theme}`,
    fileDates: 'Dates of downloaded files',
    dates: { server: 'As on the server', download: 'When downloaded' },
    whenClosing: 'Closing the window while serving',
    whenClosingHint: 'In the tray, the server keeps running and can be stopped from there.',
    closings: { ask: 'Ask', stay: 'Stay in the tray', stop: 'Stop and quit' },
    about: 'About',
    version: (version: string, host: string) => `Fifolio ${version}, on ${host}`,
    diagnostics: 'Diagnostics…',
  },

  diagnostics: {
    title: 'Diagnostics',
    hint: 'No file names and no addresses of others are in it.',
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
    path: 'Path',
    go: 'Go',
  },

  failure: {
    title: 'Something in the panel went wrong',
    text: 'The server and the downloads are not affected. Reload the panel to go on.',
    reload: 'Reload the panel',
    details: 'Details',
  },
} as const;
