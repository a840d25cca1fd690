import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MADE_CODE_RANDOM_BYTES, makeAccessCode, startServer } from '../../engine/index.ts';
import type { ServerHandle, ServerOptions } from '../../engine/index.ts';
import { failureOf } from '../../shared/failure.ts';
import { failureSentence } from '../../shared/failure-sentences.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { LOOPBACK_HOST } from '../../shared/endpoint.ts';
import { localError, usageError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { readAccessCode } from '../settings/access-code.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { SERVE_SETTING_KEYS } from '../settings/setting-groups.ts';
import type { RawFlags, SettingValues } from '../settings/settings.ts';
import { ServeOutput } from '../views/serve-output.ts';
import type { ServedPanel } from '../serve-panel.ts';
import type { ServedIdentity } from '../serve-tls.ts';
import { type StopRequests, stopRequests } from '../stop-requests.ts';
import type { SystemdService } from '../systemd/systemd-service.ts';

type ServeSettings = SettingValues<(typeof SERVE_SETTING_KEYS)[number]>;

const DEFAULT_PORT = 8080;
const DEFAULT_GRACE_MS = 10_000;

/** Serves a folder until it is asked to stop. */
export async function serve(context: Context, flags: RawFlags): Promise<ExitCode> {
  const stops = stopRequests();
  try {
    const settings = await loadSettings(SERVE_SETTING_KEYS, flags, context.environment);
    const systemd = await systemdService(context);
    const encryption = await openEncryption(settings, context);
    const options = serverOptions(settings, {
      program: context.program,
      descriptors: systemd?.descriptors ?? [],
      encryption,
      accessCode: await readAccessCode(settings),
    });
    const openPanel = await checkPanel(settings, { serverOptions: options, encryption }, context);
    const server = await startServer(options).catch((error: unknown) => {
      const failure = failureOf(error);
      throw failure.code === 'unusable-access-code'
        ? usageError(withGoodCode(failureSentence(failure)))
        : error;
    });
    const output = new ServeOutput(context, settings, { options, encryption });
    const panel = await Promise.resolve()
      .then(() => systemd?.checkPorts(server.status().ports, settings))
      .then(() => openPanel?.(server))
      .catch(async (error: unknown) => {
        await server.stop({ graceMs: 0 });
        throw error;
      });
    if (!(await output.announce(server.status()))) {
      await Promise.all([server.stop({ graceMs: 0 }), panel?.close({ now: true })]);
      throw localError(output.nothingStarted());
    }
    const unsubscribe = server.onEvents((events) => output.log(events));
    if (panel !== undefined) output.announcePanel(panel.url);
    const unfollow = encryption?.follow(server, output);

    systemd?.ready(server, () => stops.request());

    await stops.next();
    unfollow?.();
    systemd?.stopping();
    await drain(server, { drainMs: settings.drain ?? 0, stops, output });
    const exitCode = await stopInOrder(server, {
      graceMs: settings.grace ?? DEFAULT_GRACE_MS,
      again: stops.next(),
      output,
      panel,
    });
    unsubscribe();
    await Promise.all([output.close(), systemd?.close()]);
    // A failure, so that systemd starts the program again.
    return systemd?.hasLostSocket === true ? EXIT.local : exitCode;
  } finally {
    stops.end();
  }
}

/** What systemd gives and wants to know, if it started this process. */
async function systemdService(context: Context): Promise<SystemdService | undefined> {
  const { LISTEN_FDS, NOTIFY_SOCKET } = context.environment;
  if (process.platform !== 'linux' || (LISTEN_FDS ?? NOTIFY_SOCKET) === undefined) return undefined;
  const { SystemdService } = await import('../systemd/systemd-service.ts');
  return new SystemdService(context);
}

/**
 * Refuses a panel that may not be, before anything is started; returns what opens it for the server,
 * `undefined` when none is wanted.
 */
async function checkPanel(
  { panel, panelHost, panelToken }: ServeSettings,
  {
    serverOptions,
    encryption,
  }: { readonly serverOptions: ServerOptions; readonly encryption: ServedIdentity | undefined },
  { environment }: Context,
): Promise<((server: ServerHandle) => Promise<ServedPanel>) | undefined> {
  if (panel === undefined) return undefined;
  // Most servers run without one; they need not load it.
  const { checkPanelChoice, servePanel } = await import('../serve-panel.ts');
  const choice = {
    port: panel,
    ...(panelHost === undefined ? {} : { host: panelHost }),
    ...(panelToken === undefined ? {} : { token: panelToken }),
  };
  checkPanelChoice(choice);
  return (server) =>
    servePanel(server, choice, { serverOptions, environment, identity: encryption?.source });
}

/** `undefined`: the server does not encrypt. */
async function openEncryption(
  settings: ServeSettings,
  { environment }: Context,
): Promise<ServedIdentity | undefined> {
  const { tls, tlsCert, tlsKey, tlsOnly } = settings;
  if (tls !== true && tlsOnly !== true && (tlsCert ?? tlsKey) === undefined) return undefined;
  const { openServedIdentity } = await import('../serve-tls.ts');
  return openServedIdentity(settings, environment);
}

function serverOptions(
  settings: ServeSettings,
  {
    program,
    descriptors,
    encryption,
    accessCode,
  }: {
    readonly program: string;
    readonly descriptors: readonly number[];
    readonly encryption: ServedIdentity | undefined;
    readonly accessCode: string | undefined;
  },
): ServerOptions {
  const { directory, cacheSize, threads } = settings;
  if (directory === undefined) {
    const usage =
      program === 'tcp_server' ? 'tcp_server PORT DIRECTORY' : 'fifolio serve DIRECTORY';
    throw usageError(`Missing DIRECTORY. Usage: ${usage}`);
  }
  // Throws where the current folder is gone, which would else be taken for the one to share.
  if (!path.isAbsolute(directory)) process.cwd();
  const host = settings.host ?? LOOPBACK_HOST;
  // Port 0 may stand for several free ones; any other port is listened on once.
  const asked = descriptors.length > 0 ? [] : (settings.port ?? [DEFAULT_PORT]);
  const ports = asked.filter((port, index, all) => port === 0 || all.indexOf(port) === index);
  return {
    directory,
    ports: ports.map((port) => ({ port, host })),
    descriptors,
    ...(threads === undefined ? {} : { threads }),
    ...(cacheSize === undefined ? {} : { cacheCapacityBytes: cacheSize }),
    limits: {
      ...(settings.maxConnections === undefined ? {} : { maxConnections: settings.maxConnections }),
      ...(settings.maxConnectionsPerAddress === undefined
        ? {}
        : { maxConnectionsPerAddress: settings.maxConnectionsPerAddress }),
      ...(settings.requestTimeout === undefined
        ? {}
        : { requestTimeoutMs: settings.requestTimeout }),
      ...(settings.idleTimeout === undefined ? {} : { idleTimeoutMs: settings.idleTimeout }),
    },
    share: { hidden: settings.hidden === true, exclude: settings.exclude ?? [] },
    ...(encryption === undefined
      ? {}
      : { tls: { ...encryption.identity, only: settings.tlsOnly === true } }),
    http: { allowHosts: settings.allowHost ?? [], metrics: settings.metrics === true },
    ...(accessCode === undefined
      ? {}
      : { access: { code: accessCode, allowPlain: settings.allowPlain === true } }),
  };
}

/** Offers a code that nobody guesses to who chose one that cannot be. */
function withGoodCode(message: string): string {
  return `${message} A good one, made just now: ${makeAccessCode(randomBytes(MADE_CODE_RANDOM_BYTES))}`;
}

/** Serves on for a while, so that load balancers can notice that they must send clients elsewhere. */
async function drain(
  server: ServerHandle,
  {
    drainMs,
    stops,
    output,
  }: { readonly drainMs: Milliseconds; readonly stops: StopRequests; readonly output: ServeOutput },
): Promise<void> {
  if (drainMs === 0) return;
  server.drain();
  output.draining(drainMs);
  const drained = new AbortController();
  const { signal } = drained;
  await Promise.race([pause(drainMs, undefined, { signal }).catch(() => undefined), stops.next()]);
  drained.abort();
}

async function stopInOrder(
  server: ServerHandle,
  options: {
    graceMs: number;
    again: Promise<void>;
    output: ServeOutput;
    panel: ServedPanel | undefined;
  },
): Promise<ExitCode> {
  const { panel } = options;
  options.output.stopping(options.graceMs, server.status().counters.connectionsOpen);
  const stopped = server
    .stop({ graceMs: options.graceMs })
    .then(() => panel?.close({ now: false }))
    .then(() => EXIT.done);
  const cutShort = options.again.then(() => EXIT.interrupted);
  const exitCode = await Promise.race([stopped, cutShort]);
  if (exitCode === EXIT.interrupted) {
    await Promise.all([server.stop({ graceMs: 0 }), panel?.close({ now: true })]);
  }
  options.output.stopped();
  return exitCode;
}
