import { finishedText } from './finished-text.ts';
import type { MethodName, MethodParams, MethodResult } from '../../shared/contract.ts';
import { applyDownloadsChange, applyTransfersChange } from '../../shared/deltas.ts';
import { createRpcClient, type RpcClient } from '../../shared/rpc-client.ts';
import type { Transport } from '../../shared/transport.ts';
import { t } from '../language/language.ts';
import { handleCommand, handleLink } from './commands.ts';
import type { Host } from './host.ts';
import { loadDownloads } from './load-pages.ts';
import { announce, appendLog, appendSamples, type PanelStore } from './panel-state.ts';
import { followRemotes } from './remote-actions.ts';
import { Sequenced } from './sequenced.ts';
import { FailureError } from '../../shared/failure.ts';

export interface HostLinkOptions {
  readonly store: PanelStore;
  readonly openTransport: () => Transport;
  readonly startTimer: (run: () => void, delayMs: number) => () => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5000;

/** Connects the store to the host, and again whenever the connection ends. */
export class HostLink implements Host {
  readonly #options: HostLinkOptions;
  #client: RpcClient | undefined;
  #retryMs = FIRST_RETRY_MS;
  #cancelRetry: (() => void) | undefined;

  constructor(options: HostLinkOptions) {
    this.#options = options;
  }

  start(): void {
    this.#connect();
  }

  call<M extends MethodName>(method: M, params: MethodParams<M>): Promise<MethodResult<M>> {
    if (this.#client === undefined)
      return Promise.reject(new FailureError({ code: 'host-disconnected' }));
    return this.#client.call(method, params);
  }

  reconnectNow(): void {
    if (this.#cancelRetry === undefined) return;
    this.#cancelRetry();
    this.#connect();
  }

  #connect(): void {
    const { store, openTransport, startTimer, now } = this.#options;
    this.#cancelRetry = undefined;
    const client = createRpcClient({ transport: openTransport(), startTimer });
    this.#client = client;
    client.onClose(() => {
      this.#client = undefined;
      store.setState(({ hostLink, lostAtMs }) => ({
        hostLink: hostLink === 'connecting' ? 'connecting' : 'lost',
        // Further attempts that fail change nothing about when it was lost.
        lostAtMs: hostLink === 'open' ? now() : lostAtMs,
      }));
      this.#cancelRetry = startTimer(() => this.#connect(), this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
    });
    this.#listen(client);
    this.#load(client).catch((error: unknown) => {
      // Closing makes the retry; a host that cannot answer these is no better than none.
      if (!(error instanceof FailureError && error.failure.code === 'host-disconnected'))
        client.close();
    });
  }

  #listen(client: RpcClient): void {
    const { store } = this.#options;
    client.on('serverChanged', (server) => {
      const before = store.getState().server?.phase;
      store.setState({ server });
      if (before === undefined || before === server.phase) return;
      if (server.phase === 'running') {
        const open = server.ports.filter((port) => port.state === 'listening').length;
        announce(store, t('status.announceRunning', { count: open }));
      } else if (server.phase === 'stopped') announce(store, t('status.announceStopped'));
      else if (server.phase === 'failed') announce(store, t('status.announceFailed'));
    });
    client.on('cacheChanged', (cache) => store.setState({ cache }));
    client.on('laboratoryChanged', ({ report }) => store.setState({ laboratory: report }));
    client.on('settingsChanged', (settings) => store.setState({ settings }));
    client.on('throughputSampled', (sample) => {
      store.setState(({ throughput }) => ({ throughput: appendSamples(throughput, [sample]) }));
    });
    client.on('logged', ({ entries }) => {
      store.setState(({ log }) => ({ log: appendLog(log, entries) }));
    });
    client.on('remoteChanged', (remotes) => followRemotes(store, this, remotes));
    client.on('saveSpaceChanged', (saveSpace) => store.setState({ saveSpace }));
    client.on('downloadsFinished', (batch) => {
      announce(store, finishedText(batch));
    });
    client.on('commandChosen', ({ command }) => handleCommand(command, store, this));
    client.on('linkOpened', (link) => handleLink(link, store, this));
  }

  async #load(client: RpcClient): Promise<void> {
    const { store } = this.#options;
    const onFailure = (): void => client.close();
    const transfers = new Sequenced({
      fetch: () => client.call('transfers.snapshot', {}),
      apply: applyTransfersChange,
      publish: (state) => store.setState({ transfers: state }),
      onFailure,
    });
    const downloads = new Sequenced({
      fetch: () => loadDownloads(client),
      apply: applyDownloadsChange,
      publish: (state) => store.setState({ downloads: state }),
      onFailure,
    });
    client.on('transfersChanged', (change) => transfers.receive(change));
    client.on('downloadsChanged', (change) => downloads.receive(change));

    // Each is kept as it comes: an event that follows it is newer.
    await Promise.all([
      client.call('capabilities', {}).then((capabilities) => store.setState({ capabilities })),
      client.call('settings.get', {}).then((settings) => store.setState({ settings })),
      client.call('settings.frame', {}).then((frame) => store.setState({ settingsFrame: frame })),
      client.call('server.status', {}).then((server) => store.setState({ server })),
      client.call('remote.status', {}).then((remotes) => followRemotes(store, this, remotes)),
      client.call('throughput.recent', {}).then(({ samples }) => {
        store.setState({ throughput: appendSamples([], samples) });
      }),
      // A host that was started anew counts its log from the beginning, so nothing old is kept.
      client.call('log.recent', {}).then(({ entries }) => store.setState({ log: entries })),
      client.call('cache.status', {}).then((cache) => store.setState({ cache })),
      client.call('laboratory.report', {}).then(({ report }) => {
        store.setState({ laboratory: report });
      }),
      client.call('downloads.space', {}).then((saveSpace) => store.setState({ saveSpace })),
      transfers.load(),
      downloads.load(),
    ]);
    this.#retryMs = FIRST_RETRY_MS;
    store.setState({ hostLink: 'open', lostAtMs: undefined });
  }
}
