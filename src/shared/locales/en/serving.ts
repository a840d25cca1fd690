/** What keeps a server from starting, or from going on. `what` happened, and what to do (`advice`). */
export const serving = {
  /** Why a port cannot be listened on. */
  port: {
    socketLost:
      'The socket that the program was given ended with a thread; start the program again.',
    inUse: 'Port {{port}} is in use by another program.',
    notAllowed:
      'Port {{port}} may not be used by this account (ports below 1024 usually need an administrator).',
    noSuchAddress: 'This computer has no address {{host}}.',
    unknownHost: 'The address {{host}} is not known.',
    /** `detail`: what the system says itself, in English. */
    other: 'Port {{port}} cannot be listened on: {{detail}}.',
  },

  'share-missing': {
    what: 'Cannot share "{{directory}}": there is no such folder.',
    advice: 'Check the spelling, or create it.',
  },
  'share-not-a-folder': {
    what: 'Cannot share "{{directory}}": it is not a folder.',
    advice: 'Name the folder that holds the files.',
  },
  'share-unreadable': {
    /** `code`: the system's own, such as EACCES. */
    what: 'Cannot share "{{directory}}": it cannot be read ({{code}}).',
    whatUnknown: 'Cannot share "{{directory}}": it cannot be read (unknown error).',
    advice: 'Check its permissions, or choose another folder.',
  },
  'share-name-taken': {
    /** Two folders of which a client would see the same name. */
    what: 'Cannot share "{{first}}" and "{{second}}" together: both would be called "{{name}}".',
    /** NAME=DIRECTORY is what one types on the command line. */
    advice: 'Give one of them another name, as NAME=DIRECTORY.',
  },
  'share-bad-name': {
    /** Such as the root of a drive. */
    whatWithoutName:
      'Cannot share "{{directory}}" beside other folders: it has no name of its own.',
    what: 'Cannot share "{{directory}}" under the name "{{name}}", which clients on some systems could not ask for.',
    advice: 'Give it another name without / and \\, as NAME=DIRECTORY.',
  },
  'too-many-folders': {
    what_one: 'A server shares at most {{count, number}} folder.',
    what_other: 'A server shares at most {{count, number}} folders.',
    advice: 'Share a folder that contains some of them.',
  },
  'too-few-descriptors': {
    /** `count`: of threads; `limit`: of files. */
    what_one:
      'This program may have {{limit}} files open at once, which is too few for a server with {{count, number}} thread.',
    what_other:
      'This program may have {{limit}} files open at once, which is too few for a server with {{count, number}} threads.',
    /** `ulimit -n` is a command. */
    advice: 'Allow more (ulimit -n), or close other things in this program.',
    adviceWithNumber: 'Allow {{needed}} or more (ulimit -n), or use fewer threads.',
  },
  'unusable-descriptor': {
    /** `fault`: one of the reasons below, or what the system says itself, in English. */
    what: 'The server cannot accept on the socket that it was given as descriptor {{fd}}: {{fault}}.',
    /** ListenStream and Accept=no are settings of systemd. */
    advice:
      'It takes listening TCP sockets (in a socket unit of systemd: ListenStream with a port, and Accept=no), at most one for each port and thread.',
    fault: {
      'not-tcp': 'it is no TCP socket',
      'too-many-sockets': 'there are more sockets for its port than threads',
    },
  },
  'thread-refused': {
    /** `detail`: what the system says itself, in English. */
    what: 'The system lets the server start no thread ({{detail}}): there is too little memory, or too many threads or open files.',
    advice: 'Use fewer threads, or raise the limits of this account (ulimit -a).',
  },
  'unusable-access-code': {
    'too-short_one': 'An access code needs at least {{count, number}} character.',
    'too-short_other': 'An access code needs at least {{count, number}} characters.',
    'too-long_one': 'An access code may have at most {{count, number}} character.',
    'too-long_other': 'An access code may have at most {{count, number}} characters.',
    'control-character': 'An access code is one line of text, without control characters.',
  },
  'panel-needs-token': {
    /** The token is a secret in the panel's address. */
    what: 'A panel on {{host}} can be reached by others and would let them read and share files.',
    advice: 'Give it a token of your own to allow that, or leave it on 127.0.0.1.',
  },
  'unusable-panel-token': {
    what_one:
      'A token needs at least {{count, number}} character out of letters, digits and . _ ~ and -.',
    what_other:
      'A token needs at least {{count, number}} characters out of letters, digits and . _ ~ and -.',
  },

  /** The key and certificate with which a server encrypts. `why`: a reason of `system.disk`. */
  'unusable-identity': {
    what: 'The certificate and the private key cannot be used for TLS: {{detail}}.',
    advice: 'Both must be PEM, and belong together.',
  },
  'identity-file-unreadable': {
    what: '{{path}} is needed for TLS: {{why}}.',
    advice: 'Let this account read it.',
  },
  'identity-file-unusable': {
    certificate: '{{path}} cannot be used for TLS: it holds no certificate in PEM.',
    'private-key':
      '{{path}} cannot be used for TLS: it holds no private key in PEM, or one that is protected by a passphrase.',
  },
  'identity-files-differ': {
    what: 'The certificate in {{certificateFile}} is not for the private key in {{keyFile}}.',
    advice: 'Give two that belong together.',
  },
  'own-identity-damaged': {
    what: "{{path}}, which holds this server's key for TLS, is damaged.",
    advice: 'Restore it, or delete it for a new key, of which clients will then be warned.',
  },
  'own-identity-gone': {
    what: "{{path}}, which holds this server's key for TLS, is gone.",
    advice:
      'A new key will be made at the next start, and clients will be warned of it, unless it is restored.',
  },
  'own-identity-not-kept': {
    what: "This server's key for TLS cannot be kept in {{path}}: {{why}}.",
    advice:
      'Make room or give this account the right to write there, or use --tls-cert and --tls-key.',
  },
} as const;
