import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EventPayload } from '../../shared/contract.ts';
import type { CacheStatus } from '../../shared/contract-cache.ts';
import type { LaboratoryReport } from '../../shared/contract-laboratory.ts';
import type { SaveSpace } from '../../shared/contract-downloads.ts';
import type { Capabilities } from '../../shared/contract-host.ts';
import { LOG_CAPACITY, type LogEntry } from '../../shared/contract-log.ts';
import {
  THROUGHPUT_SAMPLES,
  type ServerState,
  type ThroughputSample,
  type TransfersSnapshot,
} from '../../shared/contract-server.ts';
import type { Settings, SettingsFrame } from '../../shared/contract-settings.ts';
import type { DownloadsState } from '../../shared/deltas.ts';
import { emptyUsage } from '../../shared/server-values.ts';
import { MAX_CACHE_CAPACITY } from '../../shared/units.ts';
import type { FetchTab, KeptPlaces } from './fetch-tabs.ts';

export type HostLinkState = 'connecting' | 'open' | 'lost';

export type PaneName = 'serve' | 'fetch';
export type DialogName = 'settings' | 'diagnostics' | 'clear-cache' | 'shortcuts';

/** A folder being chosen in the panel itself. */
export interface FolderRequest {
  readonly purpose: 'serve' | 'save';
  readonly startAt: string;
  readonly answer: (path: string | undefined) => void;
}

/** All that the panel shows. What comes from the host is written by the host link alone. */
export interface PanelState {
  readonly hostLink: HostLinkState;
  /** While the link is lost: when it ended, so as of when everything else is. */
  readonly lostAtMs: number | undefined;
  readonly capabilities: Capabilities | undefined;
  readonly server: ServerState | undefined;
  readonly settings: Settings | undefined;
  readonly settingsFrame: SettingsFrame | undefined;
  /** Only how full it is; what is in it is asked for where it is shown. */
  readonly cache: CacheStatus;
  /** What might have been. */
  readonly laboratory: LaboratoryReport | undefined;
  readonly transfers: TransfersSnapshot;
  readonly downloads: DownloadsState;
  readonly saveSpace: SaveSpace;
  readonly throughput: readonly ThroughputSample[];
  /** Oldest first. */
  readonly log: readonly LogEntry[];

  /** The servers that are looked at; none until the host has told of them. */
  readonly tabs: readonly FetchTab[];
  readonly shownTab: number;
  /** Where a person was before a reload, by tab. */
  readonly keptPlaces: KeptPlaces['places'];

  /** Of the two panes, the one in front where only one has room. */
  readonly pane: PaneName;
  readonly dialog: DialogName | undefined;
  readonly folderRequest: FolderRequest | undefined;
  /** Raised to put the focus into the address bar. */
  readonly addressFocusCount: number;
  /** Raised to put the focus into the filter of a server's files. */
  readonly filterFocusCount: number;
  /** The link that was opened last, for the fields that show what it names. */
  readonly link: OpenedLink | undefined;
  /** What is announced to screen readers next; `id` tells equal ones apart. */
  readonly announcement: { readonly id: number; readonly text: string };
}

export type OpenedLink = EventPayload<'linkOpened'>;

export type PanelStore = StoreApi<PanelState>;

export function createPanelStore(
  kept: KeptPlaces = { shownTab: 0, places: new Map() },
): PanelStore {
  return createStore<PanelState>(() => ({
    hostLink: 'connecting',
    lostAtMs: undefined,
    capabilities: undefined,
    server: undefined,
    settings: undefined,
    settingsFrame: undefined,
    cache: {
      version: 0,
      usage: emptyUsage(MAX_CACHE_CAPACITY),
    },
    laboratory: undefined,
    transfers: { sequence: 0, transfers: [] },
    downloads: { sequence: 0, batches: [], downloads: [] },
    saveSpace: { folders: [] },
    throughput: [],
    log: [],
    tabs: [],
    shownTab: kept.shownTab,
    keptPlaces: kept.places,
    pane: 'serve',
    dialog: undefined,
    folderRequest: undefined,
    addressFocusCount: 0,
    filterFocusCount: 0,
    link: undefined,
    announcement: { id: 0, text: '' },
  }));
}

/** Whether nothing is served or about to be, so that what and how can be chosen. */
export function isAtRest({ server }: PanelState): boolean {
  return server === undefined || server.phase === 'stopped' || server.phase === 'failed';
}

export function announce(store: PanelStore, text: string): void {
  store.setState(({ announcement }) => ({ announcement: { id: announcement.id + 1, text } }));
}

export function appendLog(
  log: readonly LogEntry[],
  entries: readonly LogEntry[],
): readonly LogEntry[] {
  const lastId = log.at(-1)?.id ?? -1;
  // The entries asked for at the start and the ones being sent may overlap.
  const fresh = entries.filter((entry) => entry.id > lastId);
  return fresh.length === 0 ? log : [...log, ...fresh].slice(-LOG_CAPACITY);
}

export function appendSamples(
  samples: readonly ThroughputSample[],
  added: readonly ThroughputSample[],
): readonly ThroughputSample[] {
  const lastMs = samples.at(-1)?.atMs ?? 0;
  const fresh = added.filter((sample) => sample.atMs > lastMs);
  return [...samples, ...fresh].slice(-THROUGHPUT_SAMPLES);
}
