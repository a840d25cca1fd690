/**
 * What stands between a client and a server before anything is asked: access codes, keys, encryption.
 * `address` is the host and port of the server.
 */
export const entry = {
  'code-missing': {
    what: '{{address}} asks for an access code.',
    advice: 'Ask whoever runs it for the code.',
  },
  /** `message`: the server's own sentence without its full stop, usually in English. */
  'code-wrong': { what: '{{address}} does not let you in: {{message}}.' },
  'code-not-asked': {
    what: '{{address}} does not ask for the access code, so it may not be the server that the code is for.',
    advice:
      'Check the address. If it is right and the server has no code any more, connect without one.',
  },
  'code-not-proven': {
    what: '{{address}} could not prove that it knows the access code, so it is not the server that the code is for: another computer may be answering in its place.',
    advice: 'Check the address, and whoever runs the network in between.',
  },
  /** Fifolio speaks its own ("native") dialect, and the "plain" one of an older program. */
  'code-in-plain': {
    what: '{{address}}: the plain dialect cannot prove an access code.',
    advice: 'Use the native dialect, or leave the code out.',
  },
  'not-encrypting': {
    what: '{{address}} does not encrypt (TLS), so nothing was asked of it.',
    /** Others may listen in. */
    advice:
      'Check the port and that the server encrypts, or connect without encryption if others may listen.',
  },
  'no-certificate': {
    what: '{{address}} encrypts without showing a key, so it could be anybody. Nothing was asked of it.',
  },
  'lost-in-handshake': {
    what: '{{address}} ended the connection before it was encrypted.',
    advice: 'Check that the server encrypts (TLS), and try again.',
  },
  'handshake-timed-out': {
    /** `seconds` may have decimals. */
    what: '{{address}} accepted the connection, but did not encrypt it within {{seconds, number}} s.',
    advice: 'Check that the server encrypts (TLS).',
  },
  'unknown-key': {
    /** A certificate authority. */
    what: '{{address}} is not known yet, and no authority vouches for its key.',
    advice: "Compare the key's fingerprint with the one that the server shows before you trust it.",
  },
  /** The user gave a fingerprint of the key, and the server has another. */
  'other-key-than-given': {
    what: '{{address}} has another key than the one that was given for it.',
    advice:
      'Either the fingerprint is of another server or an earlier key, or another computer is answering in its place. Nothing was sent to it. Ask whoever runs the server for its fingerprint.',
  },
  'other-key-than-known': {
    what: '{{address}} has another key than the one it was known by.',
    advice:
      'Either its key was renewed or it is another server now, or another computer is answering in its place to read along. Nothing was sent to it. Ask whoever runs the server whether its key has changed, and compare the fingerprints, before you trust it again.',
  },

  /** A file in which this program keeps which servers it trusts. */
  'trust-list-damaged': {
    /** `damage`: one of the sentences below. */
    what: 'The list of trusted servers, {{path}}, cannot be understood, so no server is known. {{damage}}',
    advice: 'Repair it, or move it away to meet all servers anew.',
    /** What is wrong with the whole file. Words in quotation marks stand so in the file. */
    file: {
      'not-json': 'It is not valid JSON.',
      'not-an-object': 'It is not a JSON object.',
      'later-format': 'It has another "format"; a later version may have written it.',
      'no-list': 'It has no list of "servers".',
      incomplete: 'It lacks its address, its fingerprint or its date.',
      'bad-fingerprint': 'It has a fingerprint that is none.',
    },
    /** What is wrong with an entry in it: the first server, the second, … */
    server: {
      'not-json': 'Server {{server}} is not valid JSON.',
      'not-an-object': 'Server {{server}} is not a JSON object.',
      'later-format':
        'Server {{server}} has another "format"; a later version may have written it.',
      'no-list': 'Server {{server}} has no list of "servers".',
      incomplete: 'Server {{server}} lacks its address, its fingerprint or its date.',
      'bad-fingerprint': 'Server {{server}} has a fingerprint that is none.',
    },
  },
  /** `detail`: what the system says itself, in English. */
  'trust-list-failed': {
    read: 'The list of trusted servers, {{path}}, cannot be read: {{detail}}.',
    written: 'The list of trusted servers, {{path}}, cannot be written: {{detail}}.',
  },
  'trust-list-in-use': {
    /** `path`: of a lock file. */
    what: '{{path}} shows that another program is writing the list of trusted servers.',
    advice: 'Wait until it has ended; if there is none, delete this file.',
  },
} as const;
