/**
 * The engine's face: the server, and the client. Host, command line and Electron shell import nothing else
 * of the engine, which `npm run boundaries` checks.
 */
export { MADE_CODE_RANDOM_BYTES, makeAccessCode } from './access/access-code.ts';
export { fileSystemFailure } from './client/client-failures.ts';
export type {
  DialectChoice,
  DownloadBatch,
  DownloadCompleted,
  DownloadEvent,
  DownloadFailed,
  DownloadOptions,
  DownloadOutcome,
  DownloadSkipped,
  DownloadStart,
  IfExists,
  StartOverReason,
  Verification,
} from './client/download-types.ts';
export { startDownloadsHere } from './client/downloads-here.ts';
export { startDownloads } from './client/downloads.ts';
export { retryDelay } from './client/receiving/retry-budget.ts';
export { connectRemote } from './client/remote/remote.ts';
export type {
  ConnectOptions,
  Remote,
  RemoteCache,
  RemoteCacheEntry,
  RemoteFile,
  RemoteFiles,
  RemoteFolder,
} from './client/remote/remote.ts';
export type { ServerAccess } from './client/server-access.ts';
export { discardPartialFile } from './client/storing/discard-partial-file.ts';
export { isAlive } from './client/storing/partial-files/partial-file-lock.ts';
export { parseExpectedKey } from './client/tls/expected-key.ts';
export { TrustList } from './client/trust/trust-list.ts';
export type { StatsAnswer, StatsTransfer } from './dialects/native-answer.ts';
export { createRateMemory, setRate } from './rate/rate-limit.ts';
export type { RateMemory } from './rate/rate-limit.ts';
export { checkName } from './files/name-rules.ts';
export { footprintOf } from './laboratory/simulation/footprint.ts';
export { simulateTrace } from './laboratory/simulation/simulate-trace.ts';
export type { SimulatedCache, SimulationResult } from './laboratory/simulation/simulation.ts';
export type { TraceSource } from './laboratory/traces/read-trace.ts';
export { Announcer, isAnnounceable } from './nearby/announcer.ts';
export type { Announcement } from './nearby/announcer.ts';
export { NearbyBrowser } from './nearby/browser.ts';
export type { NearbyServer } from './nearby/nearby-table.ts';
export type { ServerHandle, ServerOptions } from './server/server-handle.ts';
export { startServer } from './server/supervisor/start-server.ts';
export { loadIdentity } from './tls/given-identity.ts';
export { watchIdentity } from './tls/identity-watch.ts';
export { fingerprintWords, parseFingerprint } from './tls/key-fingerprint.ts';
export type { KeyFingerprint } from './tls/key-fingerprint.ts';
export { openIdentity, renewIdentity } from './tls/own-identity.ts';
export { serverTlsOptions } from './tls/server-context.ts';
export type { TlsIdentity } from './tls/tls-key-pair.ts';
