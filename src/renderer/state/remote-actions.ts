import type { Endpoint } from '../../shared/contract-downloads.ts';
import { problemOf } from '../../shared/problem.ts';
import type { Host } from './host.ts';
import { announce, NO_ANSWER, type PanelStore } from './panel-state.ts';
import { words } from '../words/words.ts';
import { endpointText } from '../fetch/address-bar/parse-endpoint.ts';

/** Files of a folder that are asked for at most. */
const LISTED_FILES = 50_000;

export async function connectRemote(
  store: PanelStore,
  host: Host,
  endpoint: Endpoint,
): Promise<void> {
  await disconnectRemote(store, host);
  const attempt = { phase: 'connecting', endpoint } as const;
  store.setState({ remote: attempt });
  try {
    const remote = await host.call('remote.connect', endpoint);
    if (store.getState().remote !== attempt) {
      // Another address was chosen meanwhile.
      await host.call('remote.disconnect', { remote: remote.remote });
      return;
    }
    store.setState({ remote: { phase: 'connected', remote } });
    announce(store, words.address.connectedTo(endpointText(endpoint)));
    await Promise.all([
      refreshRemoteCache(store, host),
      remote.dialect === 'native' ? refreshRemoteFolder(store, host) : undefined,
    ]);
  } catch (error) {
    if (store.getState().remote !== attempt) return;
    const problem = problemOf(error);
    store.setState({ remote: { phase: 'unreachable', endpoint, problem, wasConnected: false } });
    announce(store, `${words.address.unreachable(endpointText(endpoint))} ${problem.message}`);
  }
}

export async function disconnectRemote(store: PanelStore, host: Host): Promise<void> {
  const { remote } = store.getState();
  store.setState({
    remote: { phase: 'disconnected' },
    remoteCache: NO_ANSWER,
    remoteFolder: NO_ANSWER,
  });
  if (remote.phase !== 'connected') return;
  // It may have ended by itself; then there is nothing left to do.
  await host.call('remote.disconnect', { remote: remote.remote.remote }).catch(() => undefined);
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
    const problem = problemOf(error);
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
    const value = await host.call('remote.files', {
      remote,
      prefix: '',
      recursive: true,
      limit: LISTED_FILES,
    });
    if (connectedId(store) !== remote) return;
    store.setState({ remoteFolder: { isLoading: false, value, problem: undefined } });
  } catch (error) {
    if (connectedId(store) !== remote) return;
    const problem = problemOf(error);
    store.setState(({ remoteFolder }) => ({
      remoteFolder: { ...remoteFolder, isLoading: false, problem },
    }));
  }
}

function connectedId(store: PanelStore): number | undefined {
  const { remote } = store.getState();
  return remote.phase === 'connected' ? remote.remote.remote : undefined;
}
