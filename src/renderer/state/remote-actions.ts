import {
  MOST_LISTED_FILES,
  type ConnectRequest,
  type Remote,
  type RemoteState,
} from '../../shared/contract-downloads.ts';
import type { Host } from './host.ts';
import { loadFolder } from './load-pages.ts';
import { announce, NO_ANSWER, type PanelStore } from './panel-state.ts';
import { strings } from '../strings/strings.ts';
import { formatEndpoint } from '../../shared/endpoint.ts';
import { failureOf } from '../../shared/failure.ts';
import { failureSentence } from '../../shared/failure-sentences.ts';

/** Takes the host's word for how it stands with the server, and asks for what that makes new. */
export function followRemote(store: PanelStore, host: Host, next: RemoteState): void {
  const { remote: before } = store.getState();
  const idBefore = remoteOf(before)?.remote;
  const remote = remoteOf(next);
  store.setState({ remote: next });
  if (remote?.remote !== idBefore) {
    store.setState({ remoteCache: NO_ANSWER, remoteFolder: NO_ANSWER });
  }
  announceRemote(store, before, next);
  // Whatever was asked for while the connection was lost may have failed, and be old in any case.
  const isNew = remote?.remote !== idBefore || before.phase === 'reconnecting';
  if (next.phase !== 'connected' || !isNew) return;
  void refreshRemoteCache(store, host);
  if (next.remote.dialect === 'native') void refreshRemoteFolder(store, host);
}

function announceRemote(store: PanelStore, before: RemoteState, next: RemoteState): void {
  if (before.phase === next.phase) return;
  if (next.phase === 'connected') {
    announce(store, strings.address.connectedTo(formatEndpoint(next.remote.endpoint)));
  } else if (next.phase === 'reconnecting') {
    announce(store, strings.address.reconnecting);
  } else if (next.phase === 'unreachable' || next.phase === 'locked') {
    announce(store, failureSentence(next.problem));
  }
}

/** Failures are in the state that the host sends, with the address that they belong to. */
export async function connectRemote(host: Host, request: ConnectRequest): Promise<void> {
  await host.call('remote.connect', request).catch(() => undefined);
}

/** Accepts the key that the locked server has shown. */
export async function trustRemote(host: Host, fingerprint: string): Promise<void> {
  await host.call('remote.trust', { fingerprint }).catch(() => undefined);
}

/** Enters the locked server without the code that it does not know. */
export async function forgetRemoteCode(host: Host): Promise<void> {
  await host.call('remote.forgetCode', {}).catch(() => undefined);
}

export async function disconnectRemote(host: Host): Promise<void> {
  await host.call('remote.disconnect', {}).catch(() => undefined);
}

export async function refreshRemoteCache(store: PanelStore, host: Host): Promise<void> {
  const remote = connectedId(store);
  if (remote === undefined) return;
  store.setState(({ remoteCache }) => ({ remoteCache: { ...remoteCache, isLoading: true } }));
  try {
    const value = await host.call('remote.list', { remote });
    if (connectedId(store) !== remote) return;
    store.setState({ remoteCache: { isLoading: false, value, problem: undefined } });
  } catch (error) {
    if (connectedId(store) !== remote) return;
    const problem = failureOf(error);
    store.setState(({ remoteCache }) => ({
      remoteCache: { ...remoteCache, isLoading: false, problem },
    }));
  }
}

export async function refreshRemoteFolder(store: PanelStore, host: Host): Promise<void> {
  const remote = connectedId(store);
  if (remote === undefined) return;
  store.setState(({ remoteFolder }) => ({ remoteFolder: { ...remoteFolder, isLoading: true } }));
  try {
    const value = await loadFolder(host, {
      remote,
      prefix: '',
      recursive: true,
      limit: MOST_LISTED_FILES,
    });
    if (connectedId(store) !== remote) return;
    store.setState({ remoteFolder: { isLoading: false, value, problem: undefined } });
  } catch (error) {
    if (connectedId(store) !== remote) return;
    const problem = failureOf(error);
    store.setState(({ remoteFolder }) => ({
      remoteFolder: { ...remoteFolder, isLoading: false, problem },
    }));
  }
}

function connectedId(store: PanelStore): number | undefined {
  return remoteOf(store.getState().remote)?.remote;
}

/** The server that is looked at, also while the connection to it is being made again. */
export function remoteOf(state: RemoteState): Remote | undefined {
  return state.phase === 'connected' || state.phase === 'reconnecting' ? state.remote : undefined;
}
