import type {
  Remote,
  RemoteCache,
  RemoteFolder,
  RemoteState,
  RemoteTabs,
  ServerAddress,
} from '../../shared/contract-downloads.ts';
import type { Failure } from '../../shared/contract-failure.ts';
import { endpointKey } from '../../shared/endpoint.ts';
import type { GridSort } from '../controls/grid/grid-header.tsx';
import { NOTHING_SELECTED, type GridSelection } from '../controls/grid/grid-selection.ts';

/** Something asked of a server: the last answer stays in sight while a new one is awaited. */
export interface RemoteAnswer<Value> {
  readonly isLoading: boolean;
  readonly value: Value | undefined;
  readonly problem: Failure | undefined;
}

export const NO_ANSWER = { isLoading: false, value: undefined, problem: undefined } as const;

export type FilesView = 'folder' | 'cache';

/** Where a person is in the lists of a server. */
export interface Place {
  /** Of which server: see {@link endpointKey}. */
  readonly server: string | undefined;
  /** `undefined` until one was chosen: the folder, where the server can list it. */
  readonly view: FilesView | undefined;
  /** The folder that is open, with `/` between its parts; empty for the outermost. */
  readonly folder: string;
  readonly filter: string;
  readonly sort: { readonly [View in FilesView]: GridSort | undefined };
  /** Keys of the folders whose content is shown below them. */
  readonly expanded: ReadonlySet<string>;
  readonly selection: GridSelection;
}

export const START: Place = {
  server: undefined,
  view: undefined,
  folder: '',
  filter: '',
  sort: { folder: undefined, cache: undefined },
  expanded: new Set(),
  selection: NOTHING_SELECTED,
};

/** Where a person is in the tabs, as it outlives a reload. */
export interface KeptPlaces {
  readonly shownTab: number;
  readonly places: ReadonlyMap<number, Place>;
}

/** A server that is looked at, and where in it. */
export interface FetchTab {
  readonly tab: number;
  readonly remote: RemoteState;
  readonly remoteCache: RemoteAnswer<RemoteCache>;
  /** With the files of all pages. */
  readonly remoteFolder: RemoteAnswer<RemoteFolder>;
  /** The lists are to be asked for as soon as the tab is shown. */
  readonly isStale: boolean;
  readonly place: Place;
}

/** Stands for the first tab until the host has told of it. */
const AWAITED_TAB = newTab(0);

interface TabsState {
  readonly tabs: readonly FetchTab[];
  /** Which is shown; the first where it has gone. */
  readonly shownTab: number;
}

export function shownTabOf({ tabs, shownTab }: TabsState): FetchTab {
  return tabs.find(({ tab }) => tab === shownTab) ?? tabs[0] ?? AWAITED_TAB;
}

/**
 * The tabs after the host has told of all. A tab keeps its lists as long as its connection is the same,
 * and its place as long as the server is; `places` are those from before a reload.
 */
export function followTabs(
  before: readonly FetchTab[],
  { tabs }: RemoteTabs,
  places: ReadonlyMap<number, Place>,
): readonly FetchTab[] {
  return tabs.map(({ tab, state }) => {
    const known = before.find((one) => one.tab === tab);
    return followed(known ?? { ...newTab(tab), place: places.get(tab) ?? START }, state);
  });
}

function newTab(tab: number): FetchTab {
  return {
    tab,
    remote: { phase: 'disconnected' },
    remoteCache: NO_ANSWER,
    remoteFolder: NO_ANSWER,
    isStale: false,
    place: START,
  };
}

function followed(tab: FetchTab, remote: RemoteState): FetchTab {
  const isOther = remoteOf(remote)?.remote !== remoteOf(tab.remote)?.remote;
  // Whatever was asked for while the connection was lost may have failed, and be old in any case.
  const isNew = remote.phase === 'connected' && (isOther || tab.remote.phase === 'reconnecting');
  const endpoint = endpointOf(remote);
  const server = endpoint === undefined ? tab.place.server : endpointKey(endpoint);
  return {
    ...tab,
    remote,
    ...(isOther ? { remoteCache: NO_ANSWER, remoteFolder: NO_ANSWER } : {}),
    isStale: isNew || (tab.isStale && !isOther),
    place: server === tab.place.server ? tab.place : { ...START, server },
  };
}

/** The tab to show once one was closed: the one behind it, or else the one before. */
export function besideTab(tabs: readonly FetchTab[], closed: number): number | undefined {
  const at = tabs.findIndex(({ tab }) => tab === closed);
  return (tabs[at + 1] ?? tabs[at - 1])?.tab;
}

/** The server that is looked at, also while the connection to it is being made again. */
export function remoteOf(state: RemoteState): Remote | undefined {
  return state.phase === 'connected' || state.phase === 'reconnecting' ? state.remote : undefined;
}

/** The server that a tab is concerned with, whatever came of it. */
export function endpointOf(state: RemoteState): ServerAddress | undefined {
  if (state.phase === 'disconnected') return undefined;
  return 'remote' in state ? state.remote.endpoint : state.endpoint;
}

/** The list that is in sight. A plain server cannot list its folder. */
export function viewOf({ place, remote }: FetchTab): FilesView {
  return place.view ?? (remoteOf(remote)?.dialect === 'plain' ? 'cache' : 'folder');
}
