import type { ConnectLink } from './connect-link.ts';
import type { ConnectRequest } from './contract-downloads.ts';

/** What a link asks of a host. */
export function connectRequestOf({
  host,
  port,
  isEncrypted,
  accessCode,
  key,
}: ConnectLink): ConnectRequest {
  return {
    ...{ host, port },
    ...(isEncrypted ? { encrypted: true } : {}),
    ...(accessCode === undefined ? {} : { accessCode }),
    ...(key === undefined ? {} : { key }),
  };
}
