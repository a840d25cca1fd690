import './zod-settings.ts';
import { z } from 'zod';
import { failureSchema } from './contract-failure.ts';
import {
  countersSchema,
  serverStatusSchema,
  threadStatusSchema,
  transferSchema,
} from './server-state.ts';
import { portStatusSchema } from './port-status.ts';

/** Serving: the server's state, its transfers, its log. Bytes, and milliseconds since 1970. */

const count = z.int().nonnegative();
const rate = z.number().nonnegative();

/** A port that a person may ask for. */
export const portNumberSchema = z.int().min(1).max(65_535);

/** Who can connect: programs on this computer, or everybody on its networks. */
export const reachSchema = z.enum(['computer', 'network']);
export type Reach = z.infer<typeof reachSchema>;

/** An address under which this computer can be reached. */
export const addressSchema = z.object({
  /** IPv4, or IPv6 without brackets; link-local IPv6 with its zone, such as `fe80::1%eth0`. */
  host: z.string(),
  /** The system's name of the network interface. */
  interface: z.string(),
  kind: z.enum(['default-route', 'lan', 'loopback', 'link-local', 'vpn', 'virtual']),
});
export type Address = z.infer<typeof addressSchema>;

/** An address with a port: what a person types at the other machine. */
export const endpointAddressSchema = addressSchema.extend({
  port: portNumberSchema,
  /** `192.168.1.5:8080`, `[2001:db8::1]:8080`. */
  text: z.string(),
});
export type EndpointAddress = z.infer<typeof endpointAddressSchema>;

/** The key with which a server encrypts, by the SHA-256 of its public half. */
export const serverKeySchema = z.object({
  /** 43 characters of base64url. */
  fingerprint: z.string(),
  /** Its first 132 bits as twelve words, to be compared by eye. */
  words: z.string(),
});
export type ServerKey = z.infer<typeof serverKeySchema>;

/** Who may come in, and who can listen. */
export const protectionChoiceSchema = z.strictObject({
  /** Whether clients have to give a code. */
  askForCode: z.boolean(),
  /** Whether it takes encrypted connections, and no others. */
  encrypt: z.boolean(),
});
export type ProtectionChoice = z.infer<typeof protectionChoiceSchema>;

/** What others need to come in. A secret: for panels alone. */
export const protectionSchema = z.object({
  /** What clients are asked for, or will be once it is started; absent: nobody is asked. */
  accessCode: z.string().optional(),
  /** While it encrypts. */
  key: serverKeySchema.optional(),
});
export type Protection = z.infer<typeof protectionSchema>;

/** The server as the control card shows it. */
export const serverStateSchema = z.object({
  /** `failed`: the last start came to nothing; `problem` and the ports' own say why. */
  phase: z.enum(['stopped', 'starting', 'running', 'stopping', 'failed']),
  problem: failureSchema.optional(),
  /** The folder being served, or the one of the last start; empty when there was none. */
  directory: z.string(),
  reach: reachSchema,
  protection: protectionSchema,
  /** While running, and after a failed start. A port that failed stays until it is removed. */
  ports: z.array(portStatusSchema),
  /** While running: every address with every listening port, the most useful first. */
  addresses: z.array(endpointAddressSchema),
  startedAtMs: z.number().nonnegative().optional(),
  threads: z.array(threadStatusSchema),
  accepting: serverStatusSchema.shape.accepting.optional(),
  /** Since the start; of the last run when stopped. */
  counters: countersSchema,
  /** Over about the last second. */
  bytesPerSecond: rate,
  requestsPerSecond: rate,
});
export type ServerState = z.infer<typeof serverStateSchema>;

/** Sixteen ports are plenty for a person, and a bound for the host. */
export const portListSchema = z.array(portNumberSchema).min(1).max(16);

/** An answer being sent, with its speed over about the last second. */
export const activeTransferSchema = transferSchema.extend({ bytesPerSecond: rate });
export type ActiveTransfer = z.infer<typeof activeTransferSchema>;

export const transfersSnapshotSchema = z.object({
  sequence: count,
  transfers: z.array(activeTransferSchema),
});
export type TransfersSnapshot = z.infer<typeof transfersSnapshotSchema>;

/** Transfers are told apart by `request`. Those that start and end between two changes are only in the log. */
export const transfersChangeSchema = z.object({
  sequence: count,
  ended: z.array(z.int()),
  started: z.array(activeTransferSchema),
  progressed: z.array(
    activeTransferSchema.pick({ request: true, sentBytes: true, bytesPerSecond: true }),
  ),
});
export type TransfersChange = z.infer<typeof transfersChangeSchema>;

/** Once a second while a panel is attached. The host keeps the last two minutes. */
export const throughputSampleSchema = z.object({
  atMs: z.number().nonnegative(),
  bytesPerSecond: rate,
  requestsPerSecond: rate,
  connectionsOpen: count,
});
export type ThroughputSample = z.infer<typeof throughputSampleSchema>;

/** Samples the host keeps: two minutes. */
export const THROUGHPUT_SAMPLES = 120;
