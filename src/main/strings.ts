const TRY_AGAIN =
  'A running server and downloads continue. To try again, close this window and open Fifolio again.';

/** Everything that the native menu, the tray, dialogs and notifications say. */
export const STRINGS = {
  appName: 'Fifolio',
  chooseFolder: 'Choose Folder…',
  startServer: 'Start Server',
  stopServer: 'Stop Server',
  startOrStopServer: 'Start or Stop Server',
  clearCache: 'Clear Cache',
  showServe: 'Serve',
  showFetch: 'Fetch',
  goToAddress: 'Go to Address',
  settings: 'Settings…',
  diagnostics: 'Diagnostics',
  openFifolio: 'Open Fifolio',
  quit: 'Quit Fifolio',
  menuFile: 'File',
  menuView: 'View',

  chooseServeFolder: 'Choose the folder to share',
  chooseSaveFolder: 'Choose the folder to save into',
  chooseButton: 'Choose',

  stopped: 'Stopped',
  starting: 'Starting…',
  stopping: 'Stopping…',
  failed: 'Could not start',
  servingOn: (ports: readonly number[]): string =>
    `Serving on ${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')}`,

  closeWhileServing: 'Fifolio is still serving.',
  closeWhileFetching: 'Fifolio is still downloading.',
  closeDetail:
    'It can continue in the background. Use the tray icon, or open Fifolio again, to show this window.',
  keepRunning: 'Keep Running',
  stopAndQuit: 'Stop and Quit',
  cancel: 'Cancel',
  rememberChoice: 'Remember my choice',

  downloadsFinished: (done: number): string =>
    done === 1 ? 'Download finished' : `${done} downloads finished`,
  downloadsFailed: (failed: number): string =>
    failed === 1 ? 'Download failed' : `${failed} downloads failed`,
  allVerified: 'All downloads were verified.',
  notAllVerified: 'The downloads could not be verified: this is a plain server.',
  someFailed: (failed: number): string =>
    failed === 1 ? 'One more failed; retry it.' : `${failed} more failed; retry them.`,
  someCanceled: (canceled: number): string =>
    canceled === 1 ? 'One more was canceled.' : `${canceled} more were canceled.`,
  someSkipped: (skipped: number): string =>
    skipped === 1
      ? 'One was skipped: the file already existed.'
      : `${skipped} were skipped: the files already existed.`,
  someLeftOut: (omitted: number): string => `The server left out ${omitted}; Fifolio shows why.`,
  retryThem: 'Open Fifolio to see why and to retry.',

  notTheCommandLine: (word: string): string =>
    `fifolio-desktop: error: "${word}" is a command of fifolio, the command line, and this is the desktop app. Install the command line if it is not there, and run: fifolio ${word}`,
  cannotOpen: (word: string): string =>
    `Fifolio cannot open this: ${word}. It opens folders, and links such as fifolio://192.168.1.5:8080/report.pdf.`,
  notAFolder: (path: string): string => `Fifolio shares folders, and ${path} is not a folder.`,
  servingAnother: (path: string): string =>
    `Fifolio is serving another folder. To serve ${path}, stop the server and start it again.`,

  updateAvailable: (version: string): string => `Fifolio ${version} is available.`,
  updateDetail: 'Nothing is installed before you have said so.',
  updateDownload: 'Download',
  updateLater: 'Later',
  updateSkip: 'Skip This Version',
  updateReady: (version: string): string => `Fifolio ${version} has been downloaded and verified.`,
  updateReadyDetail:
    'Installing it ends Fifolio: the server stops, and downloads continue after the restart.',
  updateInstall: 'Install and Restart',
  updateFailed: (version: string): string => `Fifolio ${version} could not be installed`,
  updateFailedDetail: (error: unknown): string =>
    `The download or its verification failed (${messageOf(error)}). Nothing was changed. Fifolio offers it again tomorrow, or when it is opened again.`,

  cannotSetAutostart: 'Starting Fifolio with the system could not be changed',
  cannotStart: 'Fifolio could not start',
  notStarted: (error: unknown): string =>
    `An error stopped it before its window opened (${messageOf(error)}). Open Fifolio again. If that does not help, install it again: settings and the list of downloads are kept.`,
  cannotShowPanel: 'The control panel could not be shown',
  panelGone: (reason: string): string => `Its process ended (${reason}). ${TRY_AGAIN}`,
  panelNotLoaded: (error: unknown): string =>
    `Its page could not be loaded (${messageOf(error)}). ${TRY_AGAIN}`,
} as const;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
