import './zod-settings.ts';
import { z } from 'zod';
import {
  agentSchema,
  dialectNameSchema,
  evictionReasonSchema,
  refusalCodeSchema,
  threadDeath,
} from './server-state.ts';
import { portProblemSchema } from './port-status.ts';
import { refusalReasonSchema } from './refusal-reason.ts';
import { failureSchema } from './contract-failure.ts';

/** The log of the panel: what has happened, in a form that the panel puts into words. */

const count = z.int().nonnegative();

const common = {
  /** Increases by one with every entry for as long as the host lives, so a gap is something missed. */
  id: count,
  atMs: z.number().nonnegative(),
};

const request = {
  ...common,
  peer: z.string(),
  agent: agentSchema,
  port: count,
  thread: count,
  dialect: dialectNameSchema,
  op: z.string(),
  /** Empty for requests that name no file. */
  name: z.string(),
  sentBytes: count,
};

const portEntry = { ...common, port: count, host: z.string() };

export const logEntrySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('requestCompleted'),
    ...request,
    durationMs: z.number().nonnegative(),
    source: z.enum(['cache', 'disk', 'none']),
  }),
  z.object({
    type: z.literal('requestFailed'),
    ...request,
    /** `cut`: the connection ended in the middle of the answer. */
    code: z.enum([...refusalCodeSchema.options, 'cut']),
    why: refusalReasonSchema,
  }),
  /** So many requests happened besides that telling each would help nobody. */
  z.object({ type: z.literal('requestsOmitted'), ...common, count }),
  z.object({
    type: z.literal('entryEvicted'),
    ...common,
    name: z.string(),
    size: count,
    reason: evictionReasonSchema,
  }),
  /** The same for evictions. */
  z.object({ type: z.literal('evictionsOmitted'), ...common, count }),
  /** A connection that did not end in order. */
  z.object({
    type: z.literal('connectionCut'),
    ...common,
    peer: z.string(),
    port: count,
    thread: count,
    reason: z.enum(['aborted', 'timed-out', 'disconnected', 'stopped', 'failed']),
  }),
  z.object({ type: z.literal('portOpened'), ...portEntry }),
  z.object({ type: z.literal('portClosed'), ...portEntry }),
  z.object({ type: z.literal('portFailed'), ...portEntry, problem: portProblemSchema }),
  z.object({ type: z.literal('workerDied'), ...common, ...threadDeath }),
  z.object({ type: z.literal('serverStarted'), ...common, directory: z.string() }),
  z.object({ type: z.literal('serverStopped'), ...common }),
  z.object({ type: z.literal('serverFailed'), ...common, problem: failureSchema }),
]);
export type LogEntry = z.infer<typeof logEntrySchema>;

/** Entries the host keeps, the oldest leaving first. */
export const LOG_CAPACITY = 1000;
