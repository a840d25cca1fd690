/** What the native menu, the tray, dialogs and notifications of the desktop app say. */
export const desktop = {
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
  menuEdit: 'Edit',
  menuView: 'View',
  menuWindow: 'Window',
  menuHelp: 'Help',

  // What every program's menu has.
  about: 'About Fifolio',
  services: 'Services',
  hide: 'Hide Fifolio',
  hideOthers: 'Hide Others',
  showAll: 'Show All',
  closeWindow: 'Close Window',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',
  actualSize: 'Actual Size',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  fullScreen: 'Full Screen',
  minimize: 'Minimize',
  zoomWindow: 'Zoom',

  chooseServeFolder: 'Choose the folder to share',
  chooseSaveFolder: 'Choose the folder to save into',
  chooseButton: 'Choose',

  stopped: 'Stopped',
  starting: 'Starting…',
  stopping: 'Stopping…',
  failed: 'Could not start',
  /** `ports`: a list of `count`. */
  servingOn_one: 'Serving on port {{ports}}',
  servingOn_other: 'Serving on ports {{ports}}',

  closeWhileServing: 'Fifolio is still serving.',
  closeWhileFetching: 'Fifolio is still downloading.',
  closeDetail:
    'It can continue in the background. Use the tray icon, or open Fifolio again, to show this window.',
  keepRunning: 'Keep Running',
  stopAndQuit: 'Stop and Quit',
  cancel: 'Cancel',
  rememberChoice: 'Remember my choice',

  downloadsFinished_one: 'Download finished',
  downloadsFinished_other: '{{count, number}} downloads finished',
  downloadsFailed_one: 'Download failed',
  downloadsFailed_other: '{{count, number}} downloads failed',
  allVerified: 'All downloads were verified.',
  notAllVerified: 'The downloads could not be verified: this is a plain server.',
  someFailed_one: 'One more failed; retry it.',
  someFailed_other: '{{count, number}} more failed; retry them.',
  someCanceled_one: 'One more was canceled.',
  someCanceled_other: '{{count, number}} more were canceled.',
  someSkipped_one: 'One was skipped: the file already existed.',
  someSkipped_other: '{{count, number}} were skipped: the files already existed.',
  someLeftOut_one: 'The server left out {{count, number}}; Fifolio shows why.',
  someLeftOut_other: 'The server left out {{count, number}}; Fifolio shows why.',
  retryThem: 'Open Fifolio to see why and to retry.',

  cannotOpen:
    'Fifolio cannot open this: {{word}}. It opens folders, and links such as fifolio://192.168.1.5:8080/report.pdf.',
  notAFolder: 'Fifolio shares folders, and {{path}} is not a folder.',
  servingAnother:
    'Fifolio is serving another folder. To serve {{path}}, stop the server and start it again.',

  updateAvailable: 'Fifolio {{version}} is available.',
  updateDetail: 'Nothing is installed before you have said so.',
  updateDownload: 'Download',
  updateLater: 'Later',
  updateSkip: 'Skip This Version',
  updateReady: 'Fifolio {{version}} has been downloaded and verified.',
  updateReadyDetail:
    'Installing it ends Fifolio: the server stops, and downloads continue after the restart.',
  updateInstall: 'Install and Restart',
  updateFailed: 'Fifolio {{version}} could not be installed',
  updateFailedDetail:
    'The download or its verification failed ({{reason}}). Nothing was changed. Fifolio offers it again tomorrow, or when it is opened again.',

  cannotSetAutostart: 'Starting Fifolio with the system could not be changed',
  cannotStart: 'Fifolio could not start',
  notStarted:
    'An error stopped it before its window opened ({{reason}}). Open Fifolio again. If that does not help, install it again: settings and the list of downloads are kept.',
  cannotShowPanel: 'The control panel could not be shown',
  panelGone:
    'Its process ended ({{reason}}). A running server and downloads continue. To try again, close this window and open Fifolio again.',
  panelNotLoaded:
    'Its page could not be loaded ({{reason}}). A running server and downloads continue. To try again, close this window and open Fifolio again.',
} as const;
