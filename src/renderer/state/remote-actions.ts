import {
  MOST_LISTED_FILES,
  type ConnectRequest,
  type RemoteState,
  type RemoteTabs,
  type ServerAddress,
} from '../../shared/contract-downloads.ts';
import { endpointKey, formatEndpoint } from '../../shared/endpoint.ts';
import { failureOf } from '../../shared/failure.ts';
import { failureSentence } from '../language/sentences.ts';
import { t } from '../language/language.ts';
import {
  besideTab,
  endpointOf,
  followTabs,
  remoteOf,
  shownTabOf,
  type FetchTab,
  type Place,
} from './fetch-tabs.ts';
import type { Host } from './host.ts';
import { loadFolder } from './load-pages.ts';
import { announce, type PanelStore } from './panel-state.ts';

/** Takes the host's word for how it stands with the servers, and asks for what that makes new. */
export function followRemotes(store: PanelStore, host: Host, next: RemoteTabs): void {
  const before = shownTabOf(store.getState());
  store.setState(({ tabs, keptPlaces }) => ({ tabs: followTabs(tabs, next, keptPlaces) }));
  const now = shownTabOf(store.getState());
  if (now.tab === before.tab) announceRemote(store, before.remote, now.remote);
  loadStale(store, host);
}

function announceRemote(store: PanelStore, before: RemoteState, next: RemoteState): void {
  if (before.phase === next.phase) return;
  if (next.phase === 'connected') {
    announce(store, t('address.connectedTo', { address: formatEndpoint(next.remote.endpoint) }));
  } else if (next.phase === 'reconnecting') {
    announce(store, t('address.reconnecting'));
  } else if (next.phase === 'unreachable' || next.phase === 'locked') {
    announce(store, failureSentence(next.problem));
  }
}

/** Connects in the shown tab. Failures are in the state that the host sends, with the address that they belong to. */
export async function connectRemote(
  store: PanelStore,
  host: Host,
  request: ConnectRequest,
): Promise<void> {
  await tabsKnown(store, host).catch(() => undefined);
  const { tab } = shownTabOf(store.getState());
  await host.call('remote.connect', { tab, ...request }).catch(() => undefined);
}

/** Accepts the key that the locked server has shown. */
export async function trustRemote(
  store: PanelStore,
  host: Host,
  fingerprint: string,
): Promise<void> {
  const { tab } = shownTabOf(store.getState());
  await host.call('remote.trust', { tab, fingerprint }).catch(() => undefined);
}

/** Enters the locked server without the code that it does not know. */
export async function forgetRemoteCode(store: PanelStore, host: Host): Promise<void> {
  const { tab } = shownTabOf(store.getState());
  await host.call('remote.forgetCode', { tab }).catch(() => undefined);
}

export async function disconnectRemote(store: PanelStore, host: Host): Promise<void> {
  const { tab } = shownTabOf(store.getState());
  await host.call('remote.disconnect', { tab }).catch(() => undefined);
}

export function showTab(store: PanelStore, host: Host, tab: number): void {
  store.setState({ shownTab: tab });
  loadStale(store, host);
}

/** Shows a further tab, with the focus where an address is typed. */
export async function openTab(store: PanelStore, host: Host): Promise<void> {
  const { tab } = await host.call('remote.openTab', {});
  store.setState(({ addressFocusCount }) => ({
    shownTab: tab,
    addressFocusCount: addressFocusCount + 1,
  }));
}

export async function closeTab(store: PanelStore, host: Host, tab: number): Promise<void> {
  const { tabs, shownTab } = store.getState();
  const beside = besideTab(tabs, tab);
  if (tab === shownTab && beside !== undefined) showTab(store, host, beside);
  await host.call('remote.closeTab', { tab }).catch(() => undefined);
}

/** Shows the tab in which a server is looked at, or else one in which none is. */
export async function showTabFor(
  store: PanelStore,
  host: Host,
  server: ServerAddress,
): Promise<void> {
  await tabsKnown(store, host);
  const { tabs } = store.getState();
  const key = endpointKey(server);
  const isFor = ({ remote }: FetchTab): boolean => {
    const endpoint = endpointOf(remote);
    return endpoint !== undefined && endpointKey(endpoint) === key;
  };
  const shown = shownTabOf(store.getState());
  const isFree = ({ remote }: FetchTab): boolean => remoteOf(remote) === undefined;
  const found = tabs.find(isFor) ?? (isFree(shown) ? shown : tabs.find(isFree));
  if (found === undefined) await openTab(store, host);
  else showTab(store, host, found.tab);
}

/** A link may be opened before the host has told of its tabs. */
async function tabsKnown(store: PanelStore, host: Host): Promise<void> {
  if (store.getState().tabs.length > 0) return;
  followRemotes(store, host, await host.call('remote.status', {}));
}

/** Goes somewhere else in the lists of the shown tab. */
export function changePlace(store: PanelStore, change: Partial<Place>): void {
  const { tab } = shownTabOf(store.getState());
  changeTab(store, tab, ({ place }) => ({ place: { ...place, ...change } }));
}

export function refreshRemoteCache(store: PanelStore, host: Host): Promise<void> {
  return refresh(store, 'remoteCache', (remote) => host.call('remote.list', { remote }));
}

export function refreshRemoteFolder(store: PanelStore, host: Host): Promise<void> {
  return refresh(store, 'remoteFolder', (remote) =>
    loadFolder(host, { remote, prefix: '', recursive: true, limit: MOST_LISTED_FILES }),
  );
}

/** Lists that nobody sees are not asked for. */
function loadStale(store: PanelStore, host: Host): void {
  const { tab, isStale, remote } = shownTabOf(store.getState());
  if (!isStale || remote.phase !== 'connected') return;
  changeTab(store, tab, () => ({ isStale: false }));
  void refreshRemoteCache(store, host);
  if (remote.remote.dialect === 'native') void refreshRemoteFolder(store, host);
}

/** Asks for a list of the shown tab's server, whichever tab is shown when it comes. */
async function refresh<List extends 'remoteCache' | 'remoteFolder'>(
  store: PanelStore,
  list: List,
  ask: (remote: number) => Promise<FetchTab[List]['value']>,
): Promise<void> {
  const { tab, remote } = shownTabOf(store.getState());
  const id = remoteOf(remote)?.remote;
  if (id === undefined) return;
  const answer = (change: Partial<FetchTab[List]>): void => {
    changeTab(store, tab, (now) =>
      remoteOf(now.remote)?.remote === id ? { [list]: { ...now[list], ...change } } : {},
    );
  };
  answer({ isLoading: true } as Partial<FetchTab[List]>);
  try {
    const value = await ask(id);
    answer({ isLoading: false, value, problem: undefined } as Partial<FetchTab[List]>);
  } catch (error) {
    answer({ isLoading: false, problem: failureOf(error) } as Partial<FetchTab[List]>);
  }
}

function changeTab(
  store: PanelStore,
  tab: number,
  change: (before: FetchTab) => Partial<FetchTab>,
): void {
  store.setState(({ tabs }) => ({
    tabs: tabs.map((one) => (one.tab === tab ? { ...one, ...change(one) } : one)),
  }));
}
