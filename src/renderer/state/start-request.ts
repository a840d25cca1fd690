import type { MethodParams } from '../../shared/contract.ts';
import type { Settings } from '../../shared/contract-settings.ts';

/** The server to start, as it was chosen. */
export function startRequestOf({
  serveDirectory: directory,
  servePorts: ports,
  reach,
  shareHidden,
  askForCode,
  encrypt,
}: Settings): MethodParams<'server.start'> {
  return { directory, ports, reach, shareHidden, askForCode, encrypt };
}
