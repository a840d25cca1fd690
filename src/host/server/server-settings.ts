import type { ServerOptions } from '../../engine/index.ts';
import type { Settings, SettingsPatch } from '../../shared/contract-settings.ts';
import type { CommonServerOptions } from './server-control.ts';

/** The settings of a server that the command which started the program has decided; the others are left to the user. */
export function givenSettings({
  cacheCapacityBytes,
  limits = {},
  rates = {},
}: CommonServerOptions): Partial<Settings> {
  const given: SettingsPatch = {
    cacheSize: cacheCapacityBytes,
    maxConnections: limits.maxConnections,
    maxConnectionsPerAddress: limits.maxConnectionsPerAddress,
    requestTimeoutMs: limits.requestTimeoutMs,
    idleTimeoutMs: limits.idleTimeoutMs,
    serveRate: rates.all,
    serveRatePerClient: rates.perClient,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** The options of the engine that settings stand for, all of them: nothing is left to its defaults by accident. */
export function engineOptionsOf(
  settings: Settings,
): Required<Pick<ServerOptions, 'cacheCapacityBytes' | 'limits' | 'rates'>> {
  const { maxConnections, maxConnectionsPerAddress, requestTimeoutMs, idleTimeoutMs } = settings;
  const { serveRate, serveRatePerClient } = settings;
  return {
    cacheCapacityBytes: settings.cacheSize,
    limits: {
      // Else as many as this computer can.
      ...(maxConnections === 0 ? {} : { maxConnections }),
      maxConnectionsPerAddress,
      requestTimeoutMs,
      idleTimeoutMs,
    },
    rates: {
      ...(serveRate === 0 ? {} : { all: serveRate }),
      ...(serveRatePerClient === 0 ? {} : { perClient: serveRatePerClient }),
    },
  };
}
