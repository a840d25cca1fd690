import type { Failure } from './contract-failure.ts';
import { asSentence, type FailureText } from './sentence.ts';

/** What can stand between a client and a server before anything is asked: codes, keys, encryption. */
export type EntryFailure = Extract<
  Failure,
  {
    readonly code:
      | 'unauthorized'
      | 'code-not-asked'
      | 'code-not-proven'
      | 'code-in-plain'
      | 'not-encrypting'
      | 'no-certificate'
      | 'lost-in-handshake'
      | 'handshake-timed-out'
      | 'unknown-key'
      | 'changed-key'
      | 'trust-list-damaged'
      | 'trust-list-failed'
      | 'trust-list-in-use';
  }
>;

export function entryText(failure: EntryFailure): FailureText {
  switch (failure.code) {
    case 'unauthorized':
      return failure.accessCode === 'missing'
        ? {
            what: `${failure.address} asks for an access code.`,
            advice: 'Ask whoever runs it for the code.',
          }
        : {
            what: `${failure.address} does not let you in: ${asSentence(failure.message)}`,
            advice: '',
          };
    case 'code-not-asked':
      return {
        what: `${failure.address} does not ask for the access code, so it may not be the server that the code is for.`,
        advice:
          'Check the address. If it is right and the server has no code any more, connect without one.',
      };
    case 'code-not-proven':
      return {
        what: `${failure.address} could not prove that it knows the access code, so it is not the server that the code is for: another computer may be answering in its place.`,
        advice: 'Check the address, and whoever runs the network in between.',
      };
    case 'code-in-plain':
      return {
        what: `${failure.address}: the plain dialect cannot prove an access code.`,
        advice: 'Use the native dialect, or leave the code out.',
      };
    case 'not-encrypting':
      return {
        what: `${failure.address} does not encrypt (TLS), so nothing was asked of it.`,
        advice:
          'Check the port and that the server encrypts, or connect without encryption if others may listen.',
      };
    case 'no-certificate':
      return {
        what: `${failure.address} encrypts without showing a key, so it could be anybody. Nothing was asked of it.`,
        advice: '',
      };
    case 'lost-in-handshake':
      return {
        what: `${failure.address} ended the connection before it was encrypted.`,
        advice: 'Check that the server encrypts (TLS), and try again.',
      };
    case 'handshake-timed-out':
      return {
        what: `${failure.address} accepted the connection, but did not encrypt it within ${failure.timeoutMs / 1000} s.`,
        advice: 'Check that the server encrypts (TLS).',
      };
    case 'unknown-key':
      return {
        what: `${failure.address} is not known yet, and no authority vouches for its key.`,
        advice:
          "Compare the key's fingerprint with the one that the server shows before you trust it.",
      };
    case 'changed-key':
      return failure.knownFrom === 'user'
        ? {
            what: `${failure.address} has another key than the one that was given for it.`,
            advice:
              'Either the fingerprint is of another server or an earlier key, or another computer is answering in its place. Nothing was sent to it. Ask whoever runs the server for its fingerprint.',
          }
        : {
            what: `${failure.address} has another key than the one it was known by.`,
            advice:
              'Either its key was renewed or it is another server now, or another computer is answering in its place to read along. Nothing was sent to it. Ask whoever runs the server whether its key has changed, and compare the fingerprints, before you trust it again.',
          };
    case 'trust-list-damaged':
      return {
        what: `The list of trusted servers, ${failure.path}, cannot be understood, so no server is known. ${damageSentence(failure)}`,
        advice: 'Repair it, or move it away to meet all servers anew.',
      };
    case 'trust-list-failed':
      return {
        what: asSentence(
          `The list of trusted servers, ${failure.path}, cannot be ${failure.action}: ${failure.detail}`,
        ),
        advice: '',
      };
    case 'trust-list-in-use':
      return {
        what: `${failure.path} shows that another program is writing the list of trusted servers.`,
        advice: 'Wait until it has ended; if there is none, delete this file.',
      };
  }
}

const DAMAGE = {
  'not-json': 'is not valid JSON',
  'not-an-object': 'is not a JSON object',
  'later-format': 'has another "format"; a later version may have written it',
  'no-list': 'has no list of "servers"',
  incomplete: 'lacks its address, its fingerprint or its date',
  'bad-fingerprint': 'has a fingerprint that is none',
} as const;

function damageSentence({
  fault,
  server,
}: Extract<EntryFailure, { readonly code: 'trust-list-damaged' }>): string {
  return `${server === undefined ? 'It' : `Server ${server}`} ${DAMAGE[fault]}.`;
}
