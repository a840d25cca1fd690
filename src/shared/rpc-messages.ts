import './zod-settings.ts';
import { z } from 'zod';
import { problemSchema } from './problem.ts';

/** From panel to host. `params` and `method` are judged by the contract, after this. */
export const callMessageSchema = z.strictObject({
  kind: z.literal('call'),
  id: z.int().positive(),
  method: z.string().max(64),
  params: z.unknown(),
});
export type CallMessage = z.infer<typeof callMessageSchema>;

/** From host to panel. */
export const hostMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('result'), id: z.int().positive(), value: z.unknown() }),
  z.strictObject({ kind: z.literal('failure'), id: z.int().positive(), problem: problemSchema }),
  z.strictObject({ kind: z.literal('event'), name: z.string(), payload: z.unknown() }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;
