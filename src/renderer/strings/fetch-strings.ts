import type { EventPayload } from '../../shared/contract.ts';
import type { IfExists, RemoteState } from '../../shared/contract-downloads.ts';
import { formatCount } from '../format/numbers.ts';
import { badPort } from './bad-port.ts';

type FinishedBatch = Omit<EventPayload<'downloadsFinished'>, 'batch'>;

function files(count: number): string {
  return count === 1 ? '1 file' : `${formatCount(count)} files`;
}

export const fetchStrings = {
  address: {
    title: 'Server to fetch from',
    host: 'Address',
    hostPlaceholder: 'Name or IP address',
    port: 'Port',
    connect: 'Connect',
    connecting: 'Connecting…',
    disconnect: 'Disconnect',
    cancel: 'Cancel',
    recent: 'Recent servers',
    noRecent: 'None yet',
    notConnected: 'Type or paste the address that the other computer shows.',
    tryingTo: (address: string) => `Looking for a file server at ${address}…`,
    connected: 'Connected',
    toAddress: (address: string) => `to ${address}`,
    connectedTo: (address: string) => `Connected to ${address}`,
    verified: 'verified downloads',
    plain: 'plain server: downloads can’t be verified',
    answered: 'Answered',
    fromAddress: (address: string) => `from ${address}`,
    atTime: (time: string) => `at ${time}`,
    reconnecting: 'Connection lost, reconnecting…',
    nextAttempt: (time: string) => `Next attempt in ${time}.`,
    lost: (address: string) => `The connection to ${address} ended.`,
    encrypt: 'Encrypt',
    encrypted: 'encrypted',
    badLink: (problem: string) => `The link ${problem}. Copy it again, whole.`,
    badHost: 'Type a host name or an IP address.',
    badPort,
  },

  nearby: {
    title: 'Servers nearby',
    looking: 'Listening…',
    none: 'Nobody announces a server in this network. Type the address.',
    cannotListen: 'This computer cannot listen for servers nearby. Type the address.',
    encrypted: 'encrypted',
    code: 'asks for a code',
  },

  doctor: {
    why: 'Find out why',
    looking: 'Looking…',
    findingsOf: (address: string) => `What was found about ${address}`,
    tones: { good: 'In order', perhaps: 'Not certain', bad: 'In the way' },
  },

  entry: {
    title: 'Coming in',
    asksForCode: (address: string) => `${address} asks for an access code.`,
    whereCode: 'Whoever runs the server sees it there under Access.',
    code: 'Access code',
    useCode: 'Use code',
    remember: 'Remember the code',
    forThisRun: 'It is remembered until Fifolio is closed.',
    unprovenTitle: (address: string) => `${address} may be another server.`,
    withoutCode: 'Connect without the code',
    firstTitle: (address: string) => `First connection to ${address}`,
    firstText:
      'Compare these words with those that the server shows. If they are the same, nobody is in between.',
    shownWords: 'Words shown by the server',
    trust: 'They are the same: connect',
    changedTitle: (address: string) => `${address} has another key than before.`,
    changedText:
      'Either whoever runs the server has made a new key, or another computer answers in its place to read along. Nothing was sent to it. Ask whoever runs the server, and go on only if the words there are the new ones.',
    knownWords: 'Until now',
    newWords: 'Now',
    trustNew: 'Accept the new key',
    otherTitle: (address: string) => `${address} has another key than the link says.`,
    otherText:
      'Either the link is an old one or for another server, or another computer answers in its place to read along. Nothing was sent to it. Ask for a new link.',
  },

  there: {
    title: 'Files on the server',
    inCache: 'Cached',
    inFolder: 'All',
    cacheTable: 'Files in its cache',
    folderTree: 'All its files',
    view: 'Which files',
    filter: 'Filter by name',
    refresh: 'Refresh',
    name: 'Name',
    size: 'Size',
    cachedAt: 'Cached',
    modified: 'Modified',
    cachedMark: 'cached',
    loading: 'Asking the server…',
    notConnected: 'Connect to a server to see its files.',
    allFolders: 'All files',
    breadcrumbs: 'Open folder',
    openFolder: 'Open',
    download: (count: number) => (count === 1 ? 'Download' : `Download ${count} items`),
    downloadTo: 'Download to…',
    copyName: (count: number) => (count === 1 ? 'Copy name' : `Copy ${count} names`),
    copyLink: (count: number) => (count === 1 ? 'Copy link' : `Copy ${count} links`),
    cachedIn: (count: number) => `${files(count)} in the cache`,
    selected: (count: string, isOne: boolean, size: string | undefined) =>
      `${count} ${isOne ? 'file' : 'files'} selected${size === undefined ? '' : ` · ${size}`}`,
    filterExample: 'Filter, or *.dat',
    filterHint: 'Any part of a name, or a pattern: *.dat, photos/**, **/x?',
    emptyCache: 'The cache is empty. Choose “All” to see every file of the server.',
    emptyCachePlain: 'The cache is empty. Get a file by typing its name below.',
    emptyFolder: 'The folder is empty. Refresh once there are files in it.',
    plainFolder: 'A plain server cannot list its folder. Get a file by typing its name below.',
    noMatch: 'No file matches. Clear the filter to see them all.',
    truncated: 'The list is incomplete: the server has more files. Get the others by name.',
    unshared: (count: string, isOne: boolean) =>
      `The server does not share ${isOne ? '1 hidden or excluded entry' : `${count} hidden or excluded entries`}.`,
    byName: 'Get by name',
    byNamePlaceholder: 'folder/file.ext',
    get: 'Get',
    folderOf: (count: number) => files(count),
  },

  tabs: {
    title: 'Servers',
    empty: 'New tab',
    open: 'Look at another server',
    close: 'Close this tab',
    closeHint: 'Delete closes a tab.',
    phases: {
      disconnected: 'not connected',
      connecting: 'connecting',
      connected: 'connected',
      reconnecting: 'connection lost',
      unreachable: 'not reachable',
      locked: 'asks before it lets in',
    } satisfies Record<RemoteState['phase'], string>,
  },

  saveTo: {
    title: 'Save to',
    none: 'Choose a folder',
    download: 'Download',
    downloadCount: (count: number) => `Download ${files(count)}`,
    withSize: (text: string, size: string) => `${text} · ${size}`,
    free: (size: string) => `${size} free`,
    tooLittle: (needed: string, free: string) =>
      `These files need ${needed}, and only ${free} are free here. Choose another folder, or fewer files.`,
    downloadFolders: (count: number, folders: number) => {
      const folderText = folders === 1 ? '1 folder' : `${folders} folders`;
      return count === 0 ? `Download ${folderText}` : `Download ${files(count)} and ${folderText}`;
    },
    collisionTitle: 'Some files already exist',
    collisionText: (count: number, all: number) =>
      all === 1
        ? 'A file with this name is already in the folder.'
        : `${count} of ${files(all)} ${count === 1 ? 'has a name that is' : 'have names that are'} already in the folder.`,
    collisionMore: (count: number) => `and ${count} more`,
    ifExists: 'What to do',
    choices: {
      'keep-both': ['Keep both', 'The new file is saved as “name (1).ext”.'],
      replace: ['Replace', 'The old file is replaced when the new one is complete.'],
      skip: ['Skip', 'Files that already exist are not downloaded.'],
    } satisfies Record<IfExists, [string, string]>,
    proceed: 'Download',
  },

  downloads: {
    title: 'Downloads',
    empty: 'Select files above and download them: they appear here.',
    clearFinished: 'Clear finished',
    clearFailed: 'Clear failed',
    clearCanceled: 'Clear canceled',
    retryFailed: 'Retry failed',
    pauseAll: 'Pause all',
    resumeAll: 'Resume all',
    more: 'More for all downloads',
    filter: 'Filter downloads by name',
    which: 'Which downloads',
    filters: {
      all: 'All',
      active: 'Active',
      waiting: 'Waiting',
      paused: 'Paused',
      failed: 'Failed',
      done: 'Done',
      canceled: 'Canceled or skipped',
    },
    filterCount: (name: string, count: string) => `${name} (${count})`,
    sort: 'Sort',
    sorts: {
      queue: 'Queue, active first',
      name: 'Name',
      size: 'Size, largest first',
      progress: 'Progress, furthest first',
      speed: 'Speed, fastest first',
    },
    noMatch: 'No download matches.',
    showAll: 'Show all downloads',
    unfold: 'Show the files',
    fold: 'Hide the files',
    waitingCount: (count: number) => `${formatCount(count)} waiting`,
    pausedCount: (count: number) => `${formatCount(count)} paused`,
    kept: (size: string) => `${size} kept.`,
    open: 'Open',
    copyPath: 'Copy path',
    copyLink: 'Copy link',
    again: 'Download again to…',
    moveFirst: 'Move to the front',
    moveUp: 'Move up',
    moveDown: 'Move down',
    moveLast: 'Move to the end',
    removed: (count: number) =>
      count === 1
        ? '1 download removed from the list.'
        : `${count} downloads removed from the list.`,
    undo: 'Undo',
    dismiss: 'Dismiss',
    restored: (count: number) =>
      count === 0
        ? 'It is too late to undo this.'
        : count === 1
          ? '1 download is in the list again.'
          : `${count} downloads are in the list again.`,
    deleteFile: 'Delete the file…',
    deleteFiles: 'Delete the files…',
    deleteTitle: (count: number) => (count === 1 ? 'Delete this file?' : `Delete ${files(count)}?`),
    cannotBeUndone: 'What is deleted from the disk cannot be brought back.',
    deleteMore: (count: number) => `and ${count} more`,
    deleteNow: (count: number) => (count === 1 ? 'Delete the file' : `Delete ${files(count)}`),
    lowSpace: (folder: string, free: string, needed: string) =>
      `${folder} has ${free} free, and ${needed} are still to come. Free some space, or pause some downloads.`,
    total: (done: number, all: number) => `${formatCount(done)} of ${formatCount(all)}`,
    percent: (fraction: number) => `${Math.floor(fraction * 100).toFixed(0)} %`,
    batch: (count: number, from: string) => `${files(count)} from ${from}`,
    failedCount: (count: number) => `${formatCount(count)} failed`,
    canceledCount: (count: number) => `${formatCount(count)} canceled`,
    skippedCount: (count: number) => `${formatCount(count)} skipped`,
    cancelAll: 'Cancel all',
    sizeUnknown: 'size unknown',
    receivedOf: (received: string, size: string) => `${received} of ${size}`,
    timeLeft: (time: string) => `${time} left`,
    retryIn: (time: string) => `trying again in ${time}`,
    retryNow: 'trying again…',
    timeLeftUnknown: 'time left unknown',
    resumed: (size: string) => `Resumed at ${size}`,
    verifiedFrom: (size: string) => `verified from ${size}`,
    states: {
      waiting: 'Waiting',
      downloading: 'Downloading',
      verifying: 'Verifying…',
      doneVerified: 'Done, verified',
      doneUnverified: 'Done, not verified',
      paused: 'Paused',
      failed: 'Failed',
      canceled: 'Canceled',
      skipped: 'Skipped, already exists',
    },
    leftOver: (count: number) =>
      count === 1
        ? '1 download was not finished when Fifolio was closed.'
        : `${count} downloads were not finished when Fifolio was closed.`,
    continueAll: 'Resume',
    discardAll: 'Discard',
    pause: 'Pause',
    resume: 'Resume',
    cancel: 'Cancel',
    retry: 'Retry',
    remove: 'Remove from the list',
    show: 'Show in folder',
    copyName: 'Copy name',
    nameAction: (action: string, name: string) => `${action}: ${name}`,
    finished: ({ done, failed, canceled, skipped, omitted, verified }: FinishedBatch) => {
      const trust = failed > 0 ? '' : verified ? ' and verified' : ', not verified';
      const others = [
        ...(failed > 0 ? [`${failed} failed`] : []),
        ...(canceled > 0 ? [`${canceled} canceled`] : []),
        ...(skipped > 0 ? [`${skipped} skipped`] : []),
        ...(omitted > 0 ? [`${omitted} left out by the server`] : []),
      ];
      return `${[`${files(done)} downloaded${trust}`, ...others].join(', ')}.`;
    },
  },
} as const;
