/**
 * What went wrong: `what` happened, and what to do (`advice`), each whole sentences. By the codes of
 * `contract-failure.ts`; the failures that are not here are in `entry`, `serving` and `system`.
 *
 * `address` is the host and port of a server, `path` a path of this computer, `name` that of a file on a
 * server. `alone` says the same as `about`, where the name does not stand before it.
 */
export const failures = {
  /** Two sentences after each other: the sign between them is a space, or nothing. */
  twoSentences: '{{first}} {{second}}',

  'connect-timed-out': {
    /** `seconds` may have decimals. */
    what: "Can't reach {{address}}: no answer within {{seconds, number}} s.",
    advice: 'Check the address and any firewall in between.',
  },
  'no-such-interface': {
    /** `zone`: the name of a network interface, such as `eth0`. */
    what: "Can't reach {{address}}: this computer has no network interface {{zone}}.",
    /** `interfaces`: names, with commas. */
    advice: 'It has: {{interfaces}}.',
  },
  'interface-missing': {
    what: "Can't reach {{address}}: a link-local address (fe80::) needs a network interface, as in fe80::1%eth0.",
  },

  'connection-lost': {
    what: {
      'before-answer': '{{address}} ended the connection before it answered.',
      'in-answer': '{{address}} ended the connection in the middle of an answer.',
      'in-list': '{{address}} ended the connection in the middle of its list.',
      'giving-up-another-file': '{{address}} ended the connection as another file was given up.',
    },
    advice: 'Try again.',
  },
  'no-sign-of-life': {
    what: '{{address}} has not answered for {{seconds, number}} s.',
    advice: 'It may be off, or the network may be gone.',
  },
  silent: {
    what: '{{address}} sent nothing for {{seconds, number}} s.',
    advice: 'Try again later.',
  },
  'closed-without-answer': {
    what: '{{address}} accepted the connection and closed it without an answer.',
    advice:
      'Check that a file server listens there, also behind a tunnel or a forwarded port, and try again.',
  },
  /** By what was asked of it. */
  unheard: {
    what: {
      files:
        '{{address}} accepted the connection but did not answer, so it cannot list its folder.',
      stats:
        '{{address}} accepted the connection but did not answer, so it cannot tell its statistics.',
      ping: '{{address}} accepted the connection but did not answer, so it cannot keep a connection.',
    },
    advice: 'Check that a file server listens there, and try again.',
  },

  'not-understood': {
    /** `detail`: English sentences about the answer, from the program itself. */
    what: '{{address}} sent an answer that this client does not understand. {{detail}}',
    advice: 'Check that a file server listens there.',
  },
  'web-server': {
    what: '{{address}} is a web server, not a Fifolio server.',
    advice: 'Check the port, or open the address in a browser.',
  },
  /** Fifolio speaks its own ("native") dialect, and the "plain" one of an older program. */
  'plain-server': {
    files: '{{address}} speaks only the plain dialect, which cannot list its folder.',
    stats: '{{address}} speaks only the plain dialect, which cannot tell its statistics.',
    ping: '{{address}} speaks only the plain dialect, which cannot keep a connection.',
  },
  'name-not-plain': {
    'asks-for-list': {
      about:
        '{{name}}: the plain dialect cannot ask for this name, because it would ask for the list.',
      alone: 'The plain dialect cannot ask for this name, because it would ask for the list.',
    },
    'too-long': {
      about:
        '{{name}}: the plain dialect cannot ask for this name, because it is longer than {{limit}} bytes.',
      alone:
        'The plain dialect cannot ask for this name, because it is longer than {{limit}} bytes.',
    },
    advice: 'Ask for the file to be renamed on the server.',
  },

  /** `message`: the server's own sentences, usually in English. */
  refused: {
    server: 'The server refused: {{message}}',
    about: '{{name}}: {{message}}',
  },
  'keeps-changing': {
    about_one:
      '{{name}}: the file is being changed on the server; it changed {{count, number}} time while it was fetched.',
    about_other:
      '{{name}}: the file is being changed on the server; it changed {{count, number}} times while it was fetched.',
    alone_one:
      'The file is being changed on the server; it changed {{count, number}} time while it was fetched.',
    alone_other:
      'The file is being changed on the server; it changed {{count, number}} times while it was fetched.',
    advice: 'Fetch it again once nothing writes to it any more.',
  },
  'plain-not-found': {
    about: '{{name}}: the server has no such file, or does not share it.',
    alone: 'The server has no such file, or does not share it.',
    /** Capital and small letters are told apart in names. */
    advice: 'Check the spelling; capitals count.',
  },
  'wrong-checksum': {
    about: '{{name}}: the received file does not match its checksum (CRC-32) and was discarded.',
    alone: 'The received file does not match its checksum (CRC-32) and was discarded.',
    advice: "Try again; if it happens again, check the network and the server's disk.",
  },

  /** `because` is a text of the namespace `names`: `because the name is empty`. */
  'unsafe-name': {
    about: '{{name}}: not written, {{because}}.',
    alone: 'Not written, {{because}}.',
    advice: 'Ask for the file to be renamed on the server.',
  },
  'target-not-a-folder': {
    what: '{{path}} is a file, not a folder.',
    advice: 'Name a folder to write into.',
  },
  'in-use': {
    /** `path`: of a lock file. */
    what: '{{path}} shows that another download is writing this file.',
    advice: 'Wait until it has ended; if there is none, delete the lock file.',
  },
  'partial-names-taken': {
    what: '{{path}} and all similar names are taken by files that are not unfinished downloads of this program.',
    advice: 'Move them away, then fetch again.',
  },
  'thread-died': {
    /** `detail`: what the system says itself, in English. */
    what: 'The download thread ended unexpectedly: {{detail}}.',
    advice: 'Fetch again; the received part is kept.',
  },
  exists: {
    what: '{{path}} already exists.',
    advice: 'Choose what to do: keep both, replace it, or skip it.',
  },
  canceled: {
    partKept: 'Canceled; the received part is kept for next time.',
    nothingKept: 'Canceled.',
  },
  'downloads-file-damaged': {
    /** `detail`: as above. */
    what: 'The list of downloads is damaged: {{detail}}.',
    advice: 'It was kept as {{path}}.',
  },
  'nothing-to-fetch': {
    what: 'Nothing to add: the files are already being downloaded, or the folder has none.',
  },

  /** Between the panel and the program that it belongs to. */
  panel: {
    'bad-request': 'The panel sent a request that this version does not understand.',
    'too-many-requests': 'The panel asks for too much at once.',
    'answer-not-understood': 'The answer could not be understood.',
    'unknown-method': 'The panel sent a request that this version does not support.',
    unsupported: 'This is not possible here.',
    'host-timed-out': 'Fifolio did not answer in time.',
    'host-disconnected': 'The connection to Fifolio was lost.',
    internal: 'Something unexpected went wrong in Fifolio.',
    'already-running': 'The server is already running.',
    'not-running': 'The server is not running.',
    'no-folder-chosen': 'Choose a folder to serve first.',
    'port-listed-already': 'This port is already in the list.',
    'folder-not-found': 'The folder does not exist.',
    'folder-not-readable': 'The folder cannot be read.',
    'folder-not-writable': 'Writing to the folder is not permitted.',
    'not-a-folder': 'This is a file, not a folder.',
    'not-connected': 'No longer connected to this server.',
    /** Each tab is a connection to a server. */
    'too-many-tabs': 'There are as many tabs as there can be.',
    /** Of the files on a server. */
    'listing-gone': 'The list of files has expired.',
    'selection-gone': 'The selection has expired.',
    'no-such-download': 'This download is no longer in the list.',
    /** A link that leads to a server has its key in it. */
    'link-key-unreadable': 'The key in the link makes no sense.',
    'windows-path': 'This is a path of Windows, which this computer does not run.',
    'link-elsewhere': 'This link does not lead to a folder of this computer.',
    'not-absolute': 'This is not the whole path of a folder.',
    'no-such-file': 'The server has no file with this name.',
  },
  /** What to do about some of `panel`. */
  panelAdvice: {
    'host-timed-out': 'Try again.',
    internal: 'Try again; the diagnostics may show why.',
    'already-running': 'Stop it first.',
    'not-running': 'Start it first.',
    /** Another folder. */
    'folder-not-found': 'Choose another.',
    'folder-not-readable': 'Check its permissions or choose another.',
    'folder-not-writable': 'Choose another.',
    'not-a-folder': 'Choose a folder.',
    'not-connected': 'Connect again.',
    'too-many-tabs': 'Close one first.',
    'listing-gone': 'Refresh it.',
    'selection-gone': 'Choose the files again.',
    'link-key-unreadable': 'Copy the whole link again.',
    'windows-path': 'Type where the folder is on this computer, such as /home/me/files.',
    'link-elsewhere': 'Type the path of the folder.',
    'not-absolute':
      'Begin with ~ for your own folder, with / or, on Windows, with a drive such as C:\\.',
  },
} as const;
