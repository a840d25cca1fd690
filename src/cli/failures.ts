import { fingerprintWords } from '../engine/index.ts';
import type { ClientErrorData } from '../engine/index.ts';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';

/** The exit code that a failure of the client's stands for. */
export function exitCodeOf({ code }: Pick<ClientErrorData, 'code'>): ExitCode {
  switch (code) {
    case 'no-connection':
    case 'connection-lost':
      return EXIT.connection;
    case 'local':
    case 'exists':
      return EXIT.local;
    case 'canceled':
      return EXIT.interrupted;
    case 'refused-by-server':
    case 'protocol':
    case 'unsupported':
    case 'verification':
    case 'unauthorized':
    case 'unproven-server':
    case 'unknown-key':
    case 'changed-key':
      return EXIT.refused;
  }
}

/** Whether it was between client and server that something was wrong, which is the same for all files. */
export function isRefusedEntry({ code }: Pick<ClientErrorData, 'code'>): boolean {
  return (
    code === 'unauthorized' ||
    code === 'unproven-server' ||
    code === 'unknown-key' ||
    code === 'changed-key'
  );
}

/** A failure of the client's with the options that help against it. */
export async function describeFailure(error: ClientErrorData): Promise<string> {
  const { code, message, address = '', fingerprint = '' } = error;
  const { knownFingerprint = '', knownFrom } = error;
  switch (code) {
    case 'unauthorized':
      return error.accessCode === 'missing'
        ? `${message} Give it with --access-code-file FILE, FIFOLIO_ACCESS_CODE or --access-code CODE.`
        : message;
    case 'unknown-key':
      return `${message} Its fingerprint is "${await fingerprintWords(fingerprint)}". If the server shows the same, pass --fingerprint ${fingerprint} to trust it.`;
    case 'changed-key': {
      const shown = `Its fingerprint is now "${await fingerprintWords(fingerprint)}" (${fingerprint}).`;
      return knownFrom === 'user'
        ? `${message} ${shown}`
        : `${message} ${shown} It was "${await fingerprintWords(knownFingerprint)}". To accept the new key, run fifolio trust remove ${address} and connect again.`;
    }
    default:
      return message;
  }
}
