import type { Socket } from 'node:net';
import type { SharedCache } from '../../../cache/shared-cache.ts';
import type { SharedFiles } from '../../../files/folder-set.ts';
import type { BodySender } from '../sending/body-sender.ts';
import type { ContentSource } from '../content/content-source.ts';
import type { OutputBufferPool } from '../sending/output-batch.ts';
import type { RequestLog, RequestOrigin } from '../request-log.ts';
import type { AccessGate } from '../access-gate.ts';
import type { ServerFacts } from '../server-facts.ts';
import type { Slots } from './slots.ts';

/** What the connections of one thread share to answer requests. */
export interface SessionServices {
  readonly cache: SharedCache;
  readonly root: SharedFiles;
  readonly source: ContentSource;
  readonly sender: BodySender;
  readonly requests: RequestLog;
  readonly buffers: OutputBufferPool;
  readonly facts: ServerFacts;
  readonly access: AccessGate;
  /** For listings of folders. */
  readonly listings: Slots;
}

/** One connection, as the session of its dialect uses it. */
export interface SessionConnection {
  readonly socket: Socket;
  readonly origin: RequestOrigin;
  /** Of the client's computer, without a port. */
  readonly address: string;
  /** Whether nobody between here and the client can read along: cookies may be `Secure`, links `https`. */
  readonly isEncrypted: boolean;
  /** The server is stopping: what is under way may finish, nothing new begins. */
  readonly isStopping: boolean;
  /** Whether a request has begun to arrive; its end is then due within the request timeout. */
  expectRequest(begun: boolean): void;
  /** Ends the connection in order, once everything written has been sent. */
  finish(): void;
  /** Ends it so that the client sees an error, not the end of an answer. */
  cut(): void;
}

/** One dialect's side of a connection. */
export interface Session {
  receive(chunk: Buffer): void;
  /** The client has closed its sending side, and may still want its answers. */
  endInput(): void;
  /** Whether an answer is owed or under way. */
  readonly isBusy: boolean;
}
