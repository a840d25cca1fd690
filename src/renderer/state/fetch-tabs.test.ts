import { describe, expect, it } from 'vitest';
import type { RemoteState } from '../../shared/contract-downloads.ts';
import { besideTab, followTabs, shownTabOf, START, viewOf, type FetchTab } from './fetch-tabs.ts';
import { keepPlaces, readPlaces } from './kept-places.ts';
import { createPanelStore } from './panel-state.ts';

const NAS = { host: 'nas', port: 1 };

function connected(remote: number, endpoint = NAS): RemoteState {
  const found = { remote, endpoint, dialect: 'native' } as const;
  return { phase: 'connected', remote: found, answeredAtMs: 0 };
}

function follow(before: readonly FetchTab[], ...states: readonly RemoteState[]) {
  return followTabs(
    before,
    { tabs: states.map((state, at) => ({ tab: at + 1, state })) },
    new Map(),
  );
}

/** Connected, with its lists asked for and a filter typed. */
function usedTabs(): readonly FetchTab[] {
  return follow([], connected(5)).map((tab) => ({
    ...{ ...tab, isStale: false, remoteCache: { ...tab.remoteCache, value: { files: [] } } },
    place: { ...tab.place, filter: '*.dat' },
  }));
}

describe('the tabs of servers', () => {
  it('ask for the lists of every connection that is new', () => {
    const [first] = follow([], connected(5));
    expect(first).toMatchObject({ tab: 1, isStale: true, place: { server: 'nas:1' } });
    expect(usedTabs()[0]?.isStale).toBe(false);
    const problem = { code: 'internal' } as const;
    const remote = { remote: 5, endpoint: NAS, dialect: 'native' } as const;
    const lost = follow(usedTabs(), { phase: 'reconnecting', remote, problem });
    expect(lost[0]).toMatchObject({ isStale: false, remoteCache: { value: { files: [] } } });
    expect(follow(lost, connected(5))[0]).toMatchObject({
      ...{ isStale: true, remoteCache: { value: { files: [] } } },
    });
  });

  it('forget the lists of another connection, and the place of another server', () => {
    const again = follow(usedTabs(), connected(6))[0]!;
    expect([again.remoteCache.value, again.place.filter]).toEqual([undefined, '*.dat']);
    expect(follow(usedTabs(), { phase: 'disconnected' })[0]?.place.filter).toBe('*.dat');
    const other = follow(usedTabs(), connected(6, { host: 'far', port: 1 }))[0]!;
    expect(other.place).toEqual({ ...START, server: 'far:1' });
  });

  it('show the one behind a tab that is closed, or else the one before it', () => {
    const tabs = follow([], connected(1), connected(2), connected(3));
    expect([besideTab(tabs, 1), besideTab(tabs, 3), besideTab(tabs.slice(0, 1), 1)]).toEqual([
      ...[2, 2, undefined],
    ]);
    expect(shownTabOf({ tabs, shownTab: 2 }).tab).toBe(2);
    expect(shownTabOf({ tabs, shownTab: 9 }).tab).toBe(1);
    expect(shownTabOf({ tabs: [], shownTab: 9 }).remote.phase).toBe('disconnected');
  });

  it('open on the folder, where the server can list it', () => {
    const [tab] = follow([], connected(1));
    expect(viewOf(tab!)).toBe('folder');
    const remote = { remote: 1, endpoint: NAS, dialect: 'plain' } as const;
    const plain = follow([], { phase: 'connected', remote, answeredAtMs: 0 })[0]!;
    expect(viewOf(plain)).toBe('cache');
    expect(viewOf({ ...plain, place: { ...START, view: 'folder' } })).toBe('folder');
  });
});

describe('places', () => {
  function memory() {
    const items = new Map<string, string>();
    return {
      items,
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
    };
  }

  it('outlive a reload, for the same servers', () => {
    const storage = memory();
    const store = createPanelStore();
    keepPlaces(store, storage);
    const [tab] = usedTabs();
    const selection = { keys: new Set(['file a']), anchor: 'file a' };
    const place = {
      ...tab!.place,
      ...({ view: 'cache', folder: 'a/b', expanded: new Set(['folder c']), selection } as const),
      sort: { folder: { column: 'size', direction: 'descending' }, cache: undefined } as const,
    };
    store.setState({ tabs: [{ ...tab!, place }], shownTab: 1 });

    const kept = readPlaces(storage);
    expect(kept.shownTab).toBe(1);
    const [back] = followTabs([], { tabs: [{ tab: 1, state: connected(5) }] }, kept.places);
    expect(back?.place).toEqual({ ...place, selection: { ...selection, anchor: undefined } });
    const other = connected(5, { host: 'far', port: 1 });
    const [elsewhere] = followTabs([], { tabs: [{ tab: 1, state: other }] }, kept.places);
    expect(elsewhere?.place.folder).toBe('');
  });

  it('begin anew where nothing can be read, and are too many to keep at some point', () => {
    const storage = memory();
    expect(readPlaces(storage).places.size).toBe(0);
    storage.setItem('fifolio.places', '{"shownTab": "1"}');
    expect(readPlaces(storage).places.size).toBe(0);

    const store = createPanelStore();
    keepPlaces(store, storage);
    const [tab] = usedTabs();
    const keys = new Set(Array.from({ length: 1001 }, (_, at) => `file ${at}`));
    const place = { ...tab!.place, selection: { keys, anchor: undefined } };
    store.setState({ tabs: [{ ...tab!, place }] });
    expect(readPlaces(storage).places.get(1)).toMatchObject({
      ...{ filter: '*.dat', selection: { keys: new Set() } },
    });
  });
});
