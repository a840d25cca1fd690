import type { LaboratoryReport } from '../../shared/contract-laboratory.ts';
import type { ServerEvent } from '../../shared/server-state.ts';
import type { Bytes } from '../../shared/units.ts';
import type { CacheMemory } from '../cache/cache-types.ts';
import type { RecordOptions } from './server-handle.ts';

/** What the supervisor and the laboratory's thread say to each other; imported by both sides. */

export interface LaboratorySetup {
  readonly cacheMemory: CacheMemory;
  /** One for each worker thread. */
  readonly traceMemory: readonly SharedArrayBuffer[];
  /** Whether other caches are kept beside the server's. */
  readonly hasShadows: boolean;
  readonly record: (RecordOptions & { readonly maxBytes: Bytes }) | undefined;
}

export type ToLaboratory =
  | { readonly type: 'report'; readonly id: number }
  /** A worker thread died: what it had not written is not known. */
  | { readonly type: 'threadDied' }
  /** The worker threads have ended. */
  | { readonly type: 'finish' };

export type FromLaboratory =
  | { readonly type: 'ready' }
  /** The recording cannot be begun. `code`: the system's. */
  | { readonly type: 'recordingRefused'; readonly code: string }
  | { readonly type: 'report'; readonly id: number; readonly report: LaboratoryReport | undefined }
  | { readonly type: 'event'; readonly event: ServerEvent };
