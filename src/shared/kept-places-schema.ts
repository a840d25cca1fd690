import './zod-settings.ts';
import { z } from 'zod';

const sortSchema = z
  .object({ column: z.string(), direction: z.enum(['ascending', 'descending']) })
  .optional();
/** Where a person is in the tabs of servers, as a panel keeps it over a reload. */
export const keptPlacesSchema = z.object({
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
