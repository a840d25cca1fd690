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
      return EXIT.refused;
  }
}
