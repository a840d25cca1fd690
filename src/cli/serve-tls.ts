import { homedir } from 'node:os';
import {
  fingerprintWords,
  loadIdentity,
  type ServerHandle,
  type TlsIdentity,
  watchIdentity,
} from '../engine/index.ts';
import {
  IDENTITY_MS,
  type IdentitySource,
  keptIdentity,
} from '../host/server/server-protection.ts';
import { headlessDataDirectory } from '../host/settings/data-directory.ts';
import { failureOf } from '../shared/failure.ts';
import { failureSentence } from '../shared/failure-sentences.ts';
import type { Milliseconds } from '../shared/units.ts';
import { usageError } from './cli-error.ts';
import type { SettingValues } from './settings/settings.ts';

/** How often files of the user's own are looked at; a program that renews certificates replaces them. */
const GIVEN_INTERVAL_MS: Milliseconds = 5000;

type TlsSettings = SettingValues<'tls' | 'tlsCert' | 'tlsKey' | 'tlsOnly'>;

/** The identity that a server was asked to encrypt with. */
export interface ServedIdentity {
  readonly identity: TlsIdentity;
  /** The fingerprint for people. */
  readonly words: string;
  /** For further servers. */
  readonly source: IdentitySource;
  /** Has a running server follow the files; returns what ends that. */
  readonly follow: (server: ServerHandle, listener: IdentityListener) => () => void;
}

export interface IdentityListener {
  readonly onChanged: (identity: TlsIdentity) => void;
  /** The server goes on with what it has. */
  readonly onProblem: (message: string) => void;
}

/**
 * Opens, or makes, the identity that the settings name.
 *
 * @throws {CliError} usage for half a pair; {FailureError} where it cannot be had.
 */
export async function openServedIdentity(
  settings: TlsSettings,
  environment: NodeJS.ProcessEnv,
): Promise<ServedIdentity> {
  const source = sourceOf(settings, environment);
  const { first, again, intervalMs } = source;
  const identity = await first();
  return {
    identity,
    source,
    words: await fingerprintWords(identity.fingerprint),
    follow: (server, { onChanged, onProblem }) =>
      watchIdentity({
        current: identity,
        load: again,
        use: (found) => server.setTlsIdentity(found),
        onChanged,
        onProblem: (error) => onProblem(failureSentence(failureOf(error))),
        intervalMs,
      }),
  };
}

interface WatchedSource extends IdentitySource {
  readonly intervalMs: Milliseconds;
}

function sourceOf(
  { tlsCert: certificateFile, tlsKey: keyFile }: TlsSettings,
  environment: NodeJS.ProcessEnv,
): WatchedSource {
  if (certificateFile !== undefined && keyFile !== undefined) {
    const load = (): TlsIdentity => loadIdentity({ certificateFile, keyFile });
    return { first: load, again: load, intervalMs: GIVEN_INTERVAL_MS };
  }
  if (certificateFile !== undefined || keyFile !== undefined) {
    throw usageError('--tls-cert and --tls-key belong together; give both, or neither and --tls');
  }
  const { platform } = process;
  const folder = headlessDataDirectory({ platform, environment, home: homedir() });
  return { ...keptIdentity(folder), intervalMs: IDENTITY_MS };
}
