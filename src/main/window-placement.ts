import { z } from 'zod';
import type { WindowPlacement } from './window-bounds.ts';

const pixels = z.int().min(-100_000).max(100_000);
const placementSchema = z.object({
  bounds: z.object({ x: pixels, y: pixels, width: pixels, height: pixels }),
  maximized: z.boolean(),
});

/** A remembered placement. Undefined when it cannot be understood: then the window opens as if new. */
export function parsePlacement(value: unknown): WindowPlacement | undefined {
  const parsed = placementSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
