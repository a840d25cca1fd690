import './zod-settings.ts';
import { z } from 'zod';
import { portNumberSchema } from './contract-server.ts';

/** Servers that announce themselves in the network. All of it is hearsay until one connects. */

export const nearbyServerSchema = z.object({
  name: z.string(),
  host: z.string(),
  port: portNumberSchema,
  encrypted: z.boolean(),
  /** Whether it asks for an access code. */
  code: z.boolean(),
});
export type NearbyServer = z.infer<typeof nearbyServerSchema>;

export const nearbySchema = z.object({
  /** `false`: this computer cannot listen for them. */
  isListening: z.boolean(),
  /** By name. */
  servers: z.array(nearbyServerSchema),
});
export type Nearby = z.infer<typeof nearbySchema>;
