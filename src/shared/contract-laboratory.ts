import './zod-settings.ts';
import { z } from 'zod';

/** What other rules, and other sizes, would have made of a server's requests. */

const ratio = z.number().min(0).max(1);
const count = z.int().nonnegative();

const scoreSchema = z.object({
  hitRatio: ratio,
  /** Of the sizes of the files that were asked for, whatever part of them was sent. */
  byteHitRatio: ratio,
});

/** A cache that might have been. */
export const shadowScoreSchema = scoreSchema.extend({
  policy: z.string(),
  /** Of the server's capacity. */
  factor: z.number().positive(),
  capacityBytes: count,
  /**
   * Of a sample: three times the standard error of either ratio, without what smaller caches do otherwise; 0 where
   * every request was replayed.
   */
  hitRatioError: z.number().nonnegative(),
  byteHitRatioError: z.number().nonnegative(),
});
export type ShadowScore = z.infer<typeof shadowScoreSchema>;

export const laboratoryWindowSchema = z.object({
  /** That it is about; of a sample, all that the sample stands for. */
  requests: count,
  /** What the server's own cache did. */
  real: scoreSchema,
  shadows: z.array(shadowScoreSchema),
  /** Requests with which the replayed FIFO of the server's own size went otherwise than the server itself. */
  differing: count,
});
export type LaboratoryWindow = z.infer<typeof laboratoryWindowSchema>;

export const laboratoryReportSchema = z.object({
  capacityBytes: count,
  /** Of what the shadows know: since when, in milliseconds since 1970. */
  sinceMs: z.number().nonnegative(),
  /** Of the files; 1 where every request is replayed. */
  sampledShare: z.number().positive().max(1),
  /**
   * Whether the replayed FIFO can be compared with the server itself, to the request: not in a `sample`, and not
   * where requests are `missing`.
   */
  comparison: z.enum(['exact', 'sample', 'missing']),
  recent: laboratoryWindowSchema,
  all: laboratoryWindowSchema,
});
export type LaboratoryReport = z.infer<typeof laboratoryReportSchema>;
