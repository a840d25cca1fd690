/**
 * What the operating system refuses. A sentence takes one of the reasons as `why`, or what the system says
 * itself, in English, where it is a reason that is not here.
 */
export const system = {
  /** Why there is no connection to an address. */
  unreachable: "Can't reach {{address}}: {{why}}.",
  network: {
    refused: 'connection refused',
    unknownName: 'unknown host name',
    lookupFailed: 'the name lookup failed',
    noAnswer: 'no answer',
    noRoute: 'no route from this computer',
    notAllowed: 'this computer does not allow the connection',
    tooManyOpen: 'this computer has too many files and connections open',
  },
  networkAdvice: {
    refused: 'Check the port, and that the server is running.',
    unknownName: 'Check the spelling, or use the IP address.',
    lookupFailed: 'Check the network, or use the IP address.',
    noAnswer: 'Check the address and any firewall in between.',
    noRoute: 'Check the network and the address.',
    notAllowed: 'Check its firewall.',
    tooManyOpen: 'Close some, then try again.',
  },

  /** Why this computer does nothing with a file or folder. */
  cannot: {
    write: 'Cannot write {{path}}: {{why}}.',
    read: 'Cannot read {{path}}: {{why}}.',
    'create-folder': 'Cannot create the folder {{path}}: {{why}}.',
    delete: 'Cannot delete {{path}}: {{why}}.',
    open: 'Cannot open {{path}}: {{why}}.',
  },
  disk: {
    full: 'the disk is full',
    quotaUsedUp: 'your quota on this disk is used up',
    fileTooLarge: 'the file is larger than this file system or its limits allow',
    denied: 'permission denied',
    readOnly: 'the file system is read-only',
    nameTooLong: 'the name is too long for this file system',
    fileOnPath: 'something on its path is a file, not a folder',
    folderHasName: 'a folder has this name',
    folderGone: 'the folder is gone',
    linkOnPath: 'a symbolic link is on its path',
    nameRefused: 'this file system does not accept the name',
    tooManyOpen: 'too many files are open',
    /** The file was changed by another program while it was used. */
    replaced: 'another program has changed or replaced the file',
    diskError: 'the disk reported an error',
    noSuchFile: 'there is no such file',
    isFolder: 'it is a folder',
  },
  diskAdvice: {
    freeSpace: 'Free some space, then fetch again; the received part is kept.',
    chooseWritable: 'Choose a folder that you may write to.',
    chooseAnother: 'Choose another folder.',
    chooseShorter: 'Choose a folder with a shorter path.',
    moveAway: 'Move it away, or choose another folder.',
    createFolder: 'Create it, then fetch again.',
    closeOthers: 'Close other programs, or allow more (ulimit -n), then fetch again.',
    fetchAgain: 'Fetch again.',
    checkDisk: 'Check the disk.',
  },
} as const;
