import { homedir } from 'node:os';
import sea, { isSea } from 'node:sea';
import { fileURLToPath } from 'node:url';
import { watchIdentity } from '../engine/index.ts';
import type { ServerHandle, ServerOptions, TlsIdentity } from '../engine/index.ts';
import { headlessDataDirectory, trustListPath } from '../host/settings/data-directory.ts';
import { Host } from '../host/host.ts';
import {
  IDENTITY_MS,
  type IdentitySource,
  keptIdentity,
} from '../host/server/server-protection.ts';
import { PanelAddressFile } from '../host/panel/panel-address.ts';
import {
  checkPanelOptions,
  startPanelServer,
  type PanelServer,
} from '../host/panel/panel-server.ts';
import {
  filesInDirectory,
  filesInExecutable,
  type PanelFiles,
} from '../host/panel/static-files.ts';
import { FailureError, failureOf } from '../shared/failure.ts';
import { failureSentence } from '../shared/failure-sentences.ts';
import { isLoopback } from '../shared/endpoint.ts';
import { localError, usageError } from './cli-error.ts';
import type { IdentityListener } from './serve-tls.ts';

/**
 * The built panel: in the single executable inside of it, in the build beside the folder of this chunk,
 * from source in the build's output.
 */
function panelFiles(): PanelFiles {
  if (isSea()) return filesInExecutable(sea);
  const folder = import.meta.url.endsWith('.ts') ? '../../out/renderer' : '../renderer';
  return filesInDirectory(fileURLToPath(new URL(folder, import.meta.url)));
}

/** A control panel in the browser for a server that runs already. */
export interface ServedPanel {
  /** The address to open, with its secret. */
  readonly url: string;
  /** With what it is encrypted; `undefined`: only this computer can reach it. */
  readonly identity: TlsIdentity | undefined;
  /** Ends the panel, and whatever server its user may have started meanwhile. */
  close(options: { readonly now: boolean }): Promise<void>;
}

/** What was asked for. */
export interface PanelChoice {
  readonly port: number;
  readonly host?: string;
  readonly token?: string;
}

/**
 * Looks at what was asked for before anything is started.
 *
 * @throws {CliError} usage, for an address other than loopback without a token, or a short token.
 */
export function checkPanelChoice(choice: PanelChoice): void {
  try {
    checkPanelOptions(choice);
  } catch (error) {
    throw error instanceof FailureError
      ? usageError(`${failureSentence(error.failure)} (--panel-token SECRET)`)
      : error;
  }
}

/**
 * Serves the control panel for a running server. Call {@link checkPanelChoice} before.
 *
 * @throws {CliError} local, for a port that cannot be had.
 */
export async function servePanel(
  server: ServerHandle,
  choice: PanelChoice,
  {
    serverOptions,
    environment,
    identity,
    listener,
    announcing,
  }: {
    readonly serverOptions: ServerOptions;
    readonly environment: NodeJS.ProcessEnv;
    /** Default: the one that is kept in the data folder. */
    readonly identity: IdentitySource | undefined;
    /** Told of the certificate, unless whoever watches the server's is told of the same. */
    readonly listener: IdentityListener | undefined;
    /** Whether, and as what, the server is announced to the network. */
    readonly announcing: { readonly isOn: boolean; readonly name: string | undefined };
  },
): Promise<ServedPanel> {
  const home = { platform: process.platform, environment, home: homedir() };
  const dataDirectory = headlessDataDirectory(home);
  const source = identity ?? keptIdentity(dataDirectory);
  let panel: PanelServer | undefined;
  const host = new Host({
    dataDirectory,
    shell: {
      ...{ kind: 'browser', tray: false, autostart: false, notifications: false },
      panelAccess: () => panel?.access,
    },
    trustListPath: trustListPath(home),
    identity: source,
    // Whoever stops the server in the panel and starts it again gets the same.
    serverOptions,
    announcing,
  });
  await host.adoptServer(server);
  const isOpen = choice.host !== undefined && !isLoopback(choice.host);
  try {
    const own = isOpen ? await source.first() : undefined;
    const opened = await startPanelServer({
      files: panelFiles(),
      attach: (transport) => {
        host.attach(transport);
      },
      ...choice,
      ...(own === undefined ? {} : { identity: own }),
      remembered: new PanelAddressFile(dataDirectory),
    });
    panel = opened;
    const unfollow =
      own &&
      watchIdentity({
        current: own,
        load: source.again,
        use: (next) => {
          opened.setIdentity(next);
          return Promise.resolve();
        },
        onChanged: (next) => listener?.onChanged(next),
        onProblem: (error) => listener?.onProblem(failureSentence(failureOf(error))),
        intervalMs: IDENTITY_MS,
      });
    return {
      url: opened.url,
      identity: own,
      async close({ now }) {
        unfollow?.();
        await host.close({ now });
        await opened.close();
      },
    };
  } catch (error) {
    await host.close({ now: true });
    const { code, message } = error as NodeJS.ErrnoException;
    throw localError(
      code === 'EADDRINUSE'
        ? `port ${choice.port} for the panel is in use by another program; choose another, or leave it out for a free one`
        : `the panel cannot be served: ${message}`,
    );
  }
}
