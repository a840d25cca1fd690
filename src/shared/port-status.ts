import './zod-settings.ts';
import { z } from 'zod';
import { HIGHEST_PORT } from './endpoint.ts';

/** A port of a server: whether it is listened on, and why not. */

const portAddress = { host: z.string(), port: z.int().min(0).max(HIGHEST_PORT) };

/** Why a port cannot be listened on; its sentence is in `port-sentences.ts`. */
export const portProblemSchema = z.discriminatedUnion('code', [
  /** `systemCode`: such as `EADDRINUSE`. `detail`: what the system says itself. */
  z.object({
    code: z.literal('cannot-listen'),
    ...portAddress,
    systemCode: z.string().optional(),
    detail: z.string(),
  }),
  /** A socket that the program was given went with the thread that accepted on it. */
  z.object({ code: z.literal('socket-lost'), ...portAddress }),
]);
export type PortProblem = z.infer<typeof portProblemSchema>;

const portFields = {
  /** The port that was asked for (0: any), and the one in use while listening. */
  requestedPort: portAddress.port,
  ...portAddress,
  /** The threads that listen on it: all of them where the system spreads accepts, else one. */
  threads: z.array(z.int().nonnegative()),
};

export const openPortSchema = z.object({ state: z.literal('listening'), ...portFields });
export type OpenPort = z.infer<typeof openPortSchema>;

export const failedPortSchema = z.object({
  state: z.literal('failed'),
  ...portFields,
  problem: portProblemSchema,
  /** Of a port in use: a free one nearby. */
  suggestedPort: z.int().min(1).max(HIGHEST_PORT).optional(),
});
export type FailedPort = z.infer<typeof failedPortSchema>;

export const portStatusSchema = z.discriminatedUnion('state', [openPortSchema, failedPortSchema]);
export type PortStatus = z.infer<typeof portStatusSchema>;
