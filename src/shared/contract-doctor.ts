import './zod-settings.ts';
import { z } from 'zod';
import { portNumberSchema } from './contract-server.ts';

/**
 * What a look at a server that cannot be reached has shown: findings, each a code and what its sentence in
 * `doctor-sentences.ts` needs. Command line and host take the types alone, never the schemas.
 */

const text = z.string();
/** `host:port`. */
const address = text;
const port = portNumberSchema;

/** What a server that is none of ours showed itself to be, by its first words. */
export const strangerSchema = z.object({
  kind: z.enum([
    'http',
    'ssh',
    'ftp',
    'smtp',
    'mail',
    'vnc',
    'tls',
    /** It said something that is in no list. */
    'unknown',
    /** It took the connection and said nothing. */
    'silent',
    /** It took the connection and ended it without a word. */
    'closed',
  ]),
  /** What it calls itself, or the beginning of what it said; at most 60 characters, as they came. */
  words: text.optional(),
});
export type Stranger = z.infer<typeof strangerSchema>;

/** A program that listens on a port of this computer. */
export const portOwnerSchema = z.object({ program: text, pid: z.int().positive() });
export type PortOwner = z.infer<typeof portOwnerSchema>;

/** Where a rule for nftables belongs. */
const nftChainSchema = z.object({ family: text, table: text, chain: text });
export type NftChain = z.infer<typeof nftChainSchema>;

/** A firewall of this computer that is on, and what it does with connections of others to a port. */
export const firewallSchema = z.discriminatedUnion('firewall', [
  z.object({ firewall: z.literal('ufw') }),
  z.object({ firewall: z.literal('firewalld'), zone: text.optional() }),
  /** Without `chain`, its rules could not be read. */
  z.object({ firewall: z.literal('nftables'), chain: nftChainSchema.optional() }),
  /** `profiles`: those of the networks that this computer is in, such as `Public`. */
  z.object({ firewall: z.literal('windows'), profiles: z.array(text) }),
  /** `program`: the path of the executable that others are let in to. */
  z.object({ firewall: z.literal('macos'), program: text, blocksAll: z.boolean() }),
]);
export type Firewall = z.infer<typeof firewallSchema>;

export const findingSchema = z.discriminatedUnion('code', [
  /** A file server answers. */
  z.object({
    code: z.literal('reached'),
    address,
    dialect: z.enum(['native', 'plain']),
    encrypted: z.boolean(),
  }),
  /** `temporary`: the name server did not answer, rather than that there is no such name. */
  z.object({ code: z.literal('name-not-found'), host: text, temporary: z.boolean() }),
  /** `where`: this computer knows no way there, or nobody on the way knows that computer. */
  z.object({ code: z.literal('no-route'), address, where: z.enum(['here', 'there']) }),
  z.object({ code: z.literal('refused'), address }),
  z.object({ code: z.literal('dropped'), address, timeoutMs: z.number() }),
  /** The system of this computer did not let the connection out. */
  z.object({ code: z.literal('not-allowed'), address }),
  z.object({ code: z.literal('failed'), address, detail: text }),
  /** Nothing on this computer listens on the port. */
  z.object({ code: z.literal('not-listening'), port }),
  /** It listens on this computer's loopback address alone. */
  z.object({ code: z.literal('loopback-only'), port }),
  /** Another program of this computer has the port. */
  z.object({
    code: z.literal('other-program'),
    port,
    stranger: strangerSchema,
    owner: portOwnerSchema.optional(),
  }),
  /** Another computer's server of another kind. */
  z.object({ code: z.literal('other-server'), address, stranger: strangerSchema }),
  /** This computer is in no network. */
  z.object({ code: z.literal('no-network') }),
  /** `unknown`: its rules could not be read, or depend on more than the port. */
  z.object({
    code: z.literal('firewall'),
    port,
    firewall: firewallSchema,
    verdict: z.enum(['open', 'closed', 'unknown']),
  }),
  z.object({ code: z.literal('no-firewall'), port }),
]);
export type Finding = z.infer<typeof findingSchema>;

export const doctorReportSchema = z.object({
  /** What was looked at, as `host:port`. */
  address,
  /** The one that matters most first. */
  findings: z.array(findingSchema),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;
