import type {
  BeltBlock,
  CacheBelt,
  CacheBeltRequest,
  CacheFindRequest,
  CacheNamesRequest,
  CacheQuery,
  CacheView,
  CacheWindow,
  CacheWindowRequest,
  CachedFile,
  CachedRow,
} from '../../src/shared/contract-cache.ts';
import { layOutBelt } from '../../src/shared/belt-layout.ts';
import type { CacheUsage } from '../../src/shared/server-state.ts';

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

type Look = () => { readonly files: readonly CachedFile[]; readonly usage: CacheUsage };

/** The view of a cache that is a plain list of files, oldest first. */
export class ListedCacheView implements CacheView {
  readonly #look: Look;

  constructor(look: Look) {
    this.#look = look;
  }

  window(request: CacheWindowRequest): Promise<CacheWindow> {
    const { keep, count, watched } = request;
    const { files, usage } = this.#look();
    const rows = this.#rows(request);
    const kept = keep === undefined ? -1 : rows.findIndex(({ file }) => file.name === keep.name);
    const shift = keep === undefined || kept < 0 ? 0 : kept - keep.index;
    const from = Math.max(0, request.from + shift);
    const names = new Set(watched.length === 0 ? [] : files.map(({ name }) => name));
    return Promise.resolve({
      ...{ usage, matching: rows.length, from, rows: rows.slice(from, from + count) },
      ...{ isStale: false, gone: watched.filter((name) => !names.has(name)) },
    });
  }

  find({ name, ...query }: CacheFindRequest): Promise<number | undefined> {
    const index = this.#rows(query).findIndex(({ file }) => file.name === name);
    return Promise.resolve(index < 0 ? undefined : index);
  }

  names({ from, count, ...query }: CacheNamesRequest): Promise<string[]> {
    const rows = this.#rows(query).slice(from, from + count);
    return Promise.resolve(rows.map(({ file }) => file.name));
  }

  belt({ widthPx, part }: CacheBeltRequest): Promise<CacheBelt> {
    const { files, usage } = this.#look();
    const sizes = files.map(({ size }) => size);
    const kept = files.findIndex(({ name }) => name === part?.keep?.name);
    const startsAt = sizes.slice(0, Math.max(0, kept)).reduce((sum, size) => sum + size, 0);
    const shift = part?.keep === undefined || kept < 0 ? 0 : startsAt - part.keep.at;
    const span =
      part === undefined
        ? { from: 0, bytes: usage.capacityBytes }
        : { from: part.from + shift, bytes: part.bytes };
    const { stretches, end } = layOutBelt(sizes, span, widthPx);
    const blocks = stretches.map(({ index, count, bytes, ...where }, at): BeltBlock => {
      const file = files[index]!;
      const common = { name: file.name, place: index + 1, ...where };
      return count === 1
        ? { kind: 'file', key: file.name, file, ...common }
        : { kind: 'group', key: `group ${at}`, count, bytes, ...common };
    });
    return Promise.resolve({ usage, from: span.from, blocks, end });
  }

  #rows({ column, direction, filter }: CacheQuery): CachedRow[] {
    const wanted = filter.trim().toLowerCase();
    const sign = direction === 'ascending' ? 1 : -1;
    const compare: Record<CacheQuery['column'], (a: CachedFile, b: CachedFile) => number> = {
      place: () => 0,
      cachedAt: () => 0,
      name: (a, b) => collator.compare(a.name, b.name),
      size: (a, b) => a.size - b.size,
      hits: (a, b) => a.hits - b.hits,
      state: (a, b) => a.state.localeCompare(b.state),
    };
    const isQueue = column === 'place' || column === 'cachedAt';
    const rows = this.#look()
      .files.map((file, at) => ({ place: at + 1, file }))
      .filter(({ file }) => file.name.toLowerCase().includes(wanted));
    if (!isQueue) rows.sort((a, b) => sign * compare[column](a.file, b.file));
    else if (sign < 0) rows.reverse();
    return rows.map((row, index) => ({ index, ...row }));
  }
}
