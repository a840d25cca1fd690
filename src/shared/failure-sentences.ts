import type { Failure } from './contract-failure.ts';
import { entryText } from './entry-sentences.ts';
import { unsafeNameText } from './name-sentences.ts';
import { identityText } from './identity-sentences.ts';
import { PANEL_SENTENCES } from './panel-sentences.ts';
import { portProblemSentence } from './port-sentences.ts';
import { fileSystemText, unreachableText } from './system-sentences.ts';
import { ACCESS_CODE_LENGTH, MAX_PLAIN_REQUEST_BYTES } from './server-values.ts';
import { asSentence, type FailureText } from './sentence.ts';
import type { Milliseconds } from './units.ts';
import { visibleText } from './visible-text.ts';
import { recordingText } from './recording-sentences.ts';
import { settingsRefusedText } from './exchange-sentences.ts';

/** What happened, why, and what to do, on one line. */
export function failureSentence(failure: Failure): string {
  const { subject = '', what, advice } = failureText(failure);
  return `${subject === '' ? '' : `${subject}: `}${what} ${advice}`.trimEnd();
}

/** What happened, in one sentence, without the file's name and without advice. */
export function failureReason(failure: Failure): string {
  const { subject, what } = failureText(failure);
  return subject === undefined ? what : what.charAt(0).toUpperCase() + what.slice(1);
}

const PLAIN_CANNOT = {
  files: 'list its folder',
  stats: 'tell its statistics',
  ping: 'keep a connection',
} as const;

const NOT_PLAIN = {
  'asks-for-list': 'it would ask for the list',
  'too-long': `it is longer than ${MAX_PLAIN_REQUEST_BYTES} bytes`,
} as const;

const ACCESS_CODE = {
  'too-short': `An access code needs at least ${ACCESS_CODE_LENGTH.min} characters.`,
  'too-long': `An access code may have at most ${ACCESS_CODE_LENGTH.max} characters.`,
  'control-character': 'An access code is one line of text, without control characters.',
} as const;

const WHEN = {
  'before-answer': 'before it answered',
  'in-answer': 'in the middle of an answer',
  'in-list': 'in the middle of its list',
  'giving-up-another-file': 'as another file was given up',
} as const;

export function failureText(failure: Failure): FailureText {
  switch (failure.code) {
    case 'unreachable':
      return unreachableText(failure);
    case 'connect-timed-out':
      return {
        what: `Can't reach ${failure.address}: no answer within ${seconds(failure.timeoutMs)}.`,
        advice: 'Check the address and any firewall in between.',
      };
    case 'no-such-interface':
      return {
        what: `Can't reach ${failure.address}: this computer has no network interface ${failure.zone}.`,
        advice: `It has: ${failure.known.join(', ')}.`,
      };
    case 'interface-missing':
      return {
        what: `Can't reach ${failure.address}: a link-local address (fe80::) needs a network interface, as in fe80::1%eth0.`,
        advice: '',
      };
    case 'connection-lost':
      return {
        what: `${failure.address} ended the connection ${WHEN[failure.when]}.`,
        advice: 'Try again.',
      };
    case 'no-sign-of-life':
      return {
        what: `${failure.address} has not answered for ${seconds(failure.timeoutMs)}.`,
        advice: 'It may be off, or the network may be gone.',
      };
    case 'silent':
      return {
        what: `${failure.address} sent nothing for ${seconds(failure.timeoutMs)}.`,
        advice: 'Try again later.',
      };
    case 'closed-without-answer':
      return {
        what: `${failure.address} accepted the connection and closed it without an answer.`,
        advice:
          'Check that a file server listens there, also behind a tunnel or a forwarded port, and try again.',
      };
    case 'unheard':
      return {
        what: `${failure.address} accepted the connection but did not answer, so it cannot ${PLAIN_CANNOT[failure.request]}.`,
        advice: 'Check that a file server listens there, and try again.',
      };
    case 'not-understood':
      return {
        what: `${failure.address} sent an answer that this client does not understand. ${failure.detail}`,
        advice: 'Check that a file server listens there.',
      };
    case 'web-server':
      return {
        what: `${failure.address} is a web server, not a Fifolio server.`,
        advice: 'Check the port, or open the address in a browser.',
      };
    case 'plain-server':
      return {
        what: `${failure.address} speaks only the plain dialect, which cannot ${PLAIN_CANNOT[failure.request]}.`,
        advice: '',
      };
    case 'name-not-plain':
      return {
        subject: failure.name,
        what: `the plain dialect cannot ask for this name, because ${NOT_PLAIN[failure.why]}.`,
        advice: 'Ask for the file to be renamed on the server.',
      };
    case 'refused':
      return failure.name === ''
        ? { what: `The server refused: ${failure.message}`, advice: '' }
        : { subject: failure.name, what: failure.message, advice: '' };
    case 'keeps-changing':
      return {
        subject: failure.name,
        what: `the file is being changed on the server; it changed ${failure.times} times while it was fetched.`,
        advice: 'Fetch it again once nothing writes to it any more.',
      };
    case 'plain-not-found':
      return {
        subject: failure.name,
        what: 'the server has no such file, or does not share it.',
        advice: 'Check the spelling; capitals count.',
      };
    case 'wrong-checksum':
      return {
        subject: failure.name,
        what: 'the received file does not match its checksum (CRC-32) and was discarded.',
        advice: "Try again; if it happens again, check the network and the server's disk.",
      };
    case 'unauthorized':
    case 'code-not-asked':
    case 'code-not-proven':
    case 'code-in-plain':
    case 'not-encrypting':
    case 'no-certificate':
    case 'lost-in-handshake':
    case 'handshake-timed-out':
    case 'unknown-key':
    case 'changed-key':
    case 'trust-list-damaged':
    case 'trust-list-failed':
    case 'trust-list-in-use':
      return entryText(failure);
    case 'file-system':
      return fileSystemText(failure);
    case 'unsafe-name':
      return {
        subject: failure.name,
        what: `not written, because ${unsafeNameText(failure.why)}.`,
        advice: 'Ask for the file to be renamed on the server.',
      };
    case 'target-not-a-folder':
      return {
        what: `${failure.path} is a file, not a folder.`,
        advice: 'Name a folder to write into.',
      };
    case 'in-use':
      return {
        what: `${failure.path} shows that another download is writing this file.`,
        advice: 'Wait until it has ended; if there is none, delete the lock file.',
      };
    case 'partial-names-taken':
      return {
        what: `${failure.path} and all similar names are taken by files that are not unfinished downloads of this program.`,
        advice: 'Move them away, then fetch again.',
      };
    case 'thread-died':
      return {
        what: asSentence(`The download thread ended unexpectedly: ${failure.detail}`),
        advice: 'Fetch again; the received part is kept.',
      };
    case 'exists':
      return {
        what: `${failure.path} already exists.`,
        advice: 'Choose what to do: keep both, replace it, or skip it.',
      };
    case 'canceled':
      return {
        what:
          failure.keptBytes > 0
            ? 'Canceled; the received part is kept for next time.'
            : 'Canceled.',
        advice: '',
      };
    case 'share-missing':
      return {
        what: `Cannot share ${quoted(failure.directory)}: there is no such folder.`,
        advice: 'Check the spelling, or create it.',
      };
    case 'share-not-a-folder':
      return {
        what: `Cannot share ${quoted(failure.directory)}: it is not a folder.`,
        advice: 'Name the folder that holds the files.',
      };
    case 'share-unreadable':
      return {
        what: `Cannot share ${quoted(failure.directory)}: it cannot be read (${failure.systemCode ?? 'unknown error'}).`,
        advice: 'Check its permissions, or choose another folder.',
      };
    case 'share-name-taken':
      return {
        what: `Cannot share ${quoted(failure.first)} and ${quoted(failure.second)} together: both would be called ${quoted(failure.name)}.`,
        advice: 'Give one of them another name, as NAME=DIRECTORY.',
      };
    case 'share-bad-name':
      return {
        what:
          failure.name === ''
            ? `Cannot share ${quoted(failure.directory)} beside other folders: it has no name of its own.`
            : `Cannot share ${quoted(failure.directory)} under the name ${quoted(failure.name)}, which clients on some systems could not ask for.`,
        advice: 'Give it another name without / and \\, as NAME=DIRECTORY.',
      };
    case 'too-many-folders':
      return {
        what: `A server shares at most ${failure.most} folders.`,
        advice: 'Share a folder that contains some of them.',
      };
    case 'too-few-descriptors':
      return {
        what: `This program may have ${failure.limit} files open at once, which is too few for a server with ${failure.threads} threads.`,
        advice:
          failure.needed === undefined
            ? 'Allow more (ulimit -n), or close other things in this program.'
            : `Allow ${failure.needed} or more (ulimit -n), or use fewer threads.`,
      };
    case 'unusable-descriptor':
      return {
        what: `The server cannot accept on the socket that it was given as descriptor ${failure.fd}: ${descriptorFault(failure)}.`,
        advice:
          'It takes listening TCP sockets (in a socket unit of systemd: ListenStream with a port, and Accept=no), at most one for each port and thread.',
      };
    case 'unusable-identity':
    case 'identity-file-unreadable':
    case 'identity-file-unusable':
    case 'identity-files-differ':
    case 'own-identity-damaged':
    case 'own-identity-gone':
    case 'own-identity-not-kept':
      return identityText(failure);
    case 'thread-refused':
      return {
        what: `The system lets the server start no thread (${failure.detail}): there is too little memory, or too many threads or open files.`,
        advice: 'Use fewer threads, or raise the limits of this account (ulimit -a).',
      };
    case 'settings-refused':
      return settingsRefusedText(failure);
    case 'recording-refused':
      return recordingText(failure);
    case 'unusable-access-code':
      return { what: ACCESS_CODE[failure.problem], advice: '' };
    case 'downloads-file-damaged':
      return {
        what: asSentence(`The list of downloads is damaged: ${failure.detail}`),
        advice: failure.keptAs === undefined ? '' : `It was kept as ${failure.keptAs}.`,
      };
    case 'panel-needs-token':
      return {
        what: `A panel on ${failure.host} can be reached by others and would let them read and share files.`,
        advice: 'Give it a token of your own to allow that, or leave it on 127.0.0.1.',
      };
    case 'unusable-panel-token':
      return {
        what: `A token needs at least ${failure.least} characters out of letters, digits and . _ ~ and -.`,
        advice: '',
      };
    case 'port-in-use':
    case 'port-failed':
      return { what: failure.problems.map(portProblemSentence).join(' '), advice: '' };
    case 'nothing-to-fetch':
      return {
        what: 'Nothing to add: the files are already being downloaded, or the folder has none.',
        advice: failure.detail,
      };
    default: {
      const [what, advice = ''] = PANEL_SENTENCES[failure.code];
      return { what, advice };
    }
  }
}

function descriptorFault({
  fault,
  detail,
}: Extract<Failure, { readonly code: 'unusable-descriptor' }>): string {
  switch (fault) {
    case 'not-tcp':
      return 'it is no TCP socket';
    case 'too-many-sockets':
      return 'there are more sockets for its port than threads';
    case 'system':
      return detail;
  }
}

function seconds(durationMs: Milliseconds): string {
  return `${String(durationMs / 1000)} s`;
}

/** As a person would type it: JSON would double every backslash of Windows. */
function quoted(directory: string): string {
  return `"${visibleText(directory)}"`;
}
