import { ENGLISH_FAILURES } from './locales/english-failures.ts';
import type { SayFailures } from './locales/say.ts';
import type { PortProblem } from './port-status.ts';
import { asReason } from './sentence.ts';

/** Why a port cannot be listened on, as a sentence. */
export function portProblemSentence(
  problem: PortProblem,
  { serving }: Pick<SayFailures, 'serving'> = ENGLISH_FAILURES,
): string {
  const { host } = problem;
  const port = String(problem.port);
  if (problem.code === 'socket-lost') return serving('port.socketLost');
  switch (problem.systemCode) {
    case 'EADDRINUSE':
      return serving('port.inUse', { port });
    case 'EACCES':
    case 'EPERM':
      return serving('port.notAllowed', { port });
    case 'EADDRNOTAVAIL':
      return serving('port.noSuchAddress', { host });
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return serving('port.unknownHost', { host });
    default:
      return serving('port.other', { port, detail: asReason(problem.detail) });
  }
}

/** The same to follow a colon, in English. */
export function portProblemReason(problem: PortProblem): string {
  const sentence = portProblemSentence(problem);
  return asReason(sentence.charAt(0).toLowerCase() + sentence.slice(1));
}
