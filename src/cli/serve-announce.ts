import { Announcer } from '../engine/index.ts';
import type { ServerHandle, ServerOptions } from '../engine/index.ts';
import { announcementOf } from '../host/server/server-announcement.ts';
import type { ServedIdentity } from './serve-tls.ts';
import type { SettingValues } from './settings/settings.ts';
import type { ServeOutput } from './views/serve-output.ts';

/** Tells the network that a server is there, unless it listens for its own computer only or its user wishes otherwise. */
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
  if (announce === false) return undefined;
  const announcement = announcementOf(server.status().ports, {
    name,
    code: options.access !== undefined,
    fingerprint: encryption?.identity.fingerprint,
  });
  if (announcement === undefined) return undefined;
  const announcer = new Announcer({
    onNamed: (chosen) => output.announced(chosen),
    onProblem: (detail) => output.notAnnounced(detail),
  });
  announcer.set(announcement);
  return announcer;
}
