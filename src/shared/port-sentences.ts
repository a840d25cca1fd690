import { asSentence } from './sentence.ts';
import type { PortProblem } from './port-status.ts';

/** Why a port cannot be listened on, to follow a colon. */
export function portProblemReason(problem: PortProblem): string {
  const { host, port } = problem;
  if (problem.code === 'socket-lost') {
    return 'the socket that the program was given ended with a thread; start the program again';
  }
  switch (problem.systemCode) {
    case 'EADDRINUSE':
      return `port ${port} is in use by another program`;
    case 'EACCES':
    case 'EPERM':
      return `port ${port} may not be used by this account (ports below 1024 usually need an administrator)`;
    case 'EADDRNOTAVAIL':
      return `this computer has no address ${host}`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the address ${host} is not known`;
    default:
      return `port ${port} cannot be listened on: ${problem.detail}`;
  }
}

/** The same as a sentence of its own. */
export function portProblemSentence(problem: PortProblem): string {
  const reason = portProblemReason(problem);
  return asSentence(reason.charAt(0).toUpperCase() + reason.slice(1));
}
