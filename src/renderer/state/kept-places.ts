import { keptPlacesSchema } from '../../shared/kept-places-schema.ts';
import { START, type KeptPlaces, type Place } from './fetch-tabs.ts';
import type { PanelStore } from './panel-state.ts';

/** Of a `Storage`, what is needed. */
type PlaceStorage = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'fifolio.places';
/** Of open folders and of selected rows, as many are kept; more of either are forgotten by a reload. */
const MOST_KEPT = 1000;

const NOTHING_KEPT: KeptPlaces = { shownTab: 0, places: new Map() };

/** What was kept before the reload; nothing where it cannot be read. */
export function readPlaces(storage: PlaceStorage): KeptPlaces {
  try {
    const kept = keptPlacesSchema.parse(JSON.parse(storage.getItem(KEY) ?? ''));
    const places = kept.places.map(({ tab, ...place }): [number, Place] => {
      const { server, view, folder, filter, sort, expanded, selected } = place;
      return [
        tab,
        {
          ...START,
          ...{ server, view, folder, filter, expanded: new Set(expanded) },
          sort: { folder: sort.folder, cache: sort.cache },
          selection: { keys: new Set(selected), anchor: undefined },
        },
      ];
    });
    return { shownTab: kept.shownTab, places: new Map(places) };
  } catch {
    return NOTHING_KEPT;
  }
}

/** Keeps the places from now on, whenever they change. */
export function keepPlaces(store: PanelStore, storage: PlaceStorage): void {
  let kept: readonly unknown[] = [];
  store.subscribe(({ tabs, shownTab }) => {
    const now = [shownTab, ...tabs.map(({ place }) => place)];
    // Before the host has told of the tabs there is nothing that could be kept.
    if (
      tabs.length === 0 ||
      (now.length === kept.length && now.every((one, at) => one === kept[at]))
    )
      return;
    kept = now;
    const places = tabs.map(({ tab, place: { selection, expanded, ...place } }) => ({
      tab,
      ...place,
      expanded: few(expanded),
      selected: few(selection.keys),
    }));
    try {
      storage.setItem(KEY, JSON.stringify({ shownTab, places }));
    } catch {
      // A browser that keeps nothing, or not so much: a reload begins at the top.
    }
  });
}

function few(keys: ReadonlySet<string>): readonly string[] {
  return keys.size > MOST_KEPT ? [] : [...keys];
}
