import { Announcer, isAnnounceable } from '../engine/index.ts';
import type { ServerHandle, ServerOptions } from '../engine/index.ts';
import type { ServedIdentity } from './serve-tls.ts';
import type { SettingValues } from './settings/settings.ts';
import type { ServeOutput } from './views/serve-output.ts';

/**
 * Tells the network that a server is there, unless it listens for its own computer only or its user wishes
 * otherwise. Of several ports, the first that is open names it.
 */
export function announceServer(
  server: ServerHandle,
  { announce, name }: SettingValues<'announce' | 'name'>,
  {
    options,
    encryption,
    output,
  }: {
    readonly options: ServerOptions;
    readonly encryption: ServedIdentity | undefined;
    readonly output: ServeOutput;
  },
): Announcer | undefined {
  const port = server
    .status()
    .ports.find(({ state, host }) => state === 'listening' && isAnnounceable(host));
  if (announce === false || port === undefined) return undefined;
  const announcer = new Announcer({
    onNamed: (chosen) => output.announced(chosen),
    onProblem: (detail) => output.notAnnounced(detail),
  });
  announcer.set({
    ...{ name, host: port.host, port: port.port },
    encrypted: encryption !== undefined,
    code: options.access !== undefined,
    fingerprint: encryption?.identity.fingerprint,
  });
  return announcer;
}
