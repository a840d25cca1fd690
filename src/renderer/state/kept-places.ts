import '../../shared/zod-settings.ts';
import { z } from 'zod';
import { START, type Place } from './fetch-tabs.ts';
import type { PanelStore } from './panel-state.ts';

/** Where a person is in the tabs, as it outlives a reload. */
export interface KeptPlaces {
  readonly shownTab: number;
  readonly places: ReadonlyMap<number, Place>;
}

/** Of a `Storage`, what is needed. */
type PlaceStorage = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'fifolio.places';
/** Of open folders and of selected rows, as many are kept; more of either are forgotten by a reload. */
const MOST_KEPT = 1000;

const sortSchema = z
  .object({ column: z.string(), direction: z.enum(['ascending', 'descending']) })
  .optional();
const keptSchema = z.object({
  shownTab: z.number(),
  places: z.array(
    z.object({
      tab: z.number(),
      server: z.string().optional(),
      view: z.enum(['folder', 'cache']).optional(),
      folder: z.string(),
      filter: z.string(),
      sort: z.object({ folder: sortSchema, cache: sortSchema }),
      expanded: z.array(z.string()),
      selected: z.array(z.string()),
    }),
  ),
});

const NOTHING_KEPT: KeptPlaces = { shownTab: 0, places: new Map() };

/** What was kept before the reload; nothing where it cannot be read. */
export function readPlaces(storage: PlaceStorage): KeptPlaces {
  try {
    const kept = keptSchema.parse(JSON.parse(storage.getItem(KEY) ?? ''));
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
