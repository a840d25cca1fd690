import type { PanelFailureCode } from './contract-failure.ts';

/** What happened, and what to do, of the failures that their code says everything of. */
export const PANEL_SENTENCES: Readonly<
  Record<PanelFailureCode, readonly [what: string, advice?: string]>
> = {
  'bad-request': ['The panel sent a request that this version does not understand.'],
  'too-many-requests': ['The panel asks for too much at once.'],
  'answer-not-understood': ['The answer could not be understood.'],
  'unknown-method': ['The panel sent a request that this version does not support.'],
  unsupported: ['This is not possible here.'],
  'host-timed-out': ['Fifolio did not answer in time.', 'Try again.'],
  'host-disconnected': ['The connection to Fifolio was lost.'],
  internal: [
    'Something unexpected went wrong in Fifolio.',
    'Try again; the diagnostics may show why.',
  ],
  'already-running': ['The server is already running.', 'Stop it first.'],
  'not-running': ['The server is not running.', 'Start it first.'],
  'no-folder-chosen': ['Choose a folder to serve first.'],
  'port-listed-already': ['This port is already in the list.'],
  'folder-not-found': ['The folder does not exist.', 'Choose another.'],
  'folder-not-readable': ['The folder cannot be read.', 'Check its permissions or choose another.'],
  'folder-not-writable': ['Writing to the folder is not permitted.', 'Choose another.'],
  'not-a-folder': ['This is a file, not a folder.', 'Choose a folder.'],
  'not-connected': ['No longer connected to this server.', 'Connect again.'],
  'too-many-tabs': ['There are as many tabs as there can be.', 'Close one first.'],
  'listing-gone': ['The list of files has expired.', 'Refresh it.'],
  'selection-gone': ['The selection has expired.', 'Choose the files again.'],
  'no-such-download': ['This download is no longer in the list.'],
  'link-key-unreadable': ['The key in the link makes no sense.', 'Copy the whole link again.'],
  'windows-path': [
    'This is a path of Windows, which this computer does not run.',
    'Type where the folder is on this computer, such as /home/me/files.',
  ],
  'link-elsewhere': [
    'This link does not lead to a folder of this computer.',
    'Type the path of the folder.',
  ],
  'not-absolute': [
    'This is not the whole path of a folder.',
    'Begin with ~ for your own folder, with / or, on Windows, with a drive such as C:\\.',
  ],
  'not-a-settings-file': [
    'This file holds no settings of Fifolio.',
    'Choose one that was exported here.',
  ],
  'import-while-serving': ['Settings cannot be imported while the server runs.', 'Stop it first.'],
  'no-such-file': ['The server has no file with this name.'],
};

/** What a browser is shown that does not get the panel, by the status of the answer. */
export const PANEL_REFUSALS: Readonly<Record<number, string>> = {
  400: 'This address makes no sense here.',
  403: 'Open the panel with the whole address that Fifolio printed when it started, token included.',
  404: 'There is nothing here.',
  405: 'This only shows the panel.',
  421: 'Open the panel under the address that Fifolio printed when it started.',
  500: 'Something went wrong in Fifolio.',
};
