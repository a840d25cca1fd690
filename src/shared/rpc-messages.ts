import './zod-settings.ts';
import { z } from 'zod';
import { failureSchema } from './contract-failure.ts';

/** From panel to host. `params` and `method` are judged by the contract, after this. */
export const callMessageSchema = z.strictObject({
  kind: z.literal('call'),
  id: z.int().positive(),
  method: z.string().max(64),
  // JSON has no `undefined`: where it is sent, the field is missing.
  params: z.unknown().optional(),
});
export type CallMessage = z.infer<typeof callMessageSchema>;

/** From host to panel. */
export const hostMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('result'),
    id: z.int().positive(),
    value: z.unknown().optional(),
  }),
  z.strictObject({ kind: z.literal('failure'), id: z.int().positive(), problem: failureSchema }),
  z.strictObject({ kind: z.literal('event'), name: z.string(), payload: z.unknown().optional() }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;
