import type { CacheMemory } from '../cache/cache-types.ts';
import type { CacheView } from '../../shared/contract-cache.ts';

/** What the supervisor and the view thread say to each other; imported by both sides. */

export interface ViewSetup {
  readonly cacheMemory: CacheMemory;
}

export type ViewKind = keyof CacheView;
export type ViewRequest<K extends ViewKind> = Parameters<CacheView[K]>[0];
export type ViewResult<K extends ViewKind> = Awaited<ReturnType<CacheView[K]>>;

export type ToView = {
  [K in ViewKind]: { readonly id: number; readonly kind: K; readonly request: ViewRequest<K> };
}[ViewKind];

export type FromView =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: string };
