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
