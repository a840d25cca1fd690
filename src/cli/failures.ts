import type { Failure } from '../shared/contract-failure.ts';
import { type FailureKind, kindOf, refusalOf, systemCodeOf } from '../shared/failure.ts';
import { failureSentence } from '../shared/failure-sentences.ts';
import type { RefusalCode } from '../shared/server-state.ts';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';

/** The exit code that a failure stands for. */
export function exitCodeOf(failure: Failure): ExitCode {
  switch (kindOf(failure)) {
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
    case 'panel':
      return EXIT.refused;
  }
}

/** A failure as programs get it with `--json`. */
export interface FailureReport {
  readonly code: FailureKind;
  /** For a person. May hold names as the server sent them. */
  readonly message: string;
  /** With `refused-by-server`: the code on the wire. */
  readonly refusal?: RefusalCode;
  /** The system's own code, such as `ENOSPC`. */
  readonly systemCode?: string;
}

export function reportOf(failure: Failure): FailureReport {
  const refusal = refusalOf(failure);
  const systemCode = systemCodeOf(failure);
  return {
    code: kindOf(failure),
    message: failureSentence(failure),
    ...(refusal === undefined ? {} : { refusal }),
    ...(systemCode === undefined ? {} : { systemCode }),
  };
}

/** For people. Loaded where it is needed: much that ends here has no need of the engine. */
async function wordsOf(fingerprint: string): Promise<string> {
  const { fingerprintWords } = await import('../engine/index.ts');
  return fingerprintWords(fingerprint);
}

/** What happened, why, and what to do, with the options that help against it. */
export async function describeFailure(failure: Failure): Promise<string> {
  const sentence = failureSentence(failure);
  switch (failure.code) {
    case 'unauthorized':
      return failure.accessCode === 'missing'
        ? `${sentence} Give it with --access-code-file FILE, FIFOLIO_ACCESS_CODE or --access-code CODE.`
        : sentence;
    case 'unknown-key': {
      const { fingerprint } = failure;
      return `${sentence} Its fingerprint is "${await wordsOf(fingerprint)}". If the server shows the same, pass --fingerprint ${fingerprint} to trust it.`;
    }
    case 'changed-key': {
      const { address, fingerprint, expected, knownFrom } = failure;
      const shown = `Its fingerprint is now "${await wordsOf(fingerprint)}" (${fingerprint}).`;
      return knownFrom === 'user'
        ? `${sentence} ${shown}`
        : `${sentence} ${shown} It was "${await wordsOf(expected)}". To accept the new key, run fifolio trust remove ${address} and connect again.`;
    }
    default:
      return sentence;
  }
}
