/** One run of the load generator. */
export interface Load {
  readonly port: number;
  /** The bytes of one request. */
  readonly request: Uint8Array;
  /** Every answer is exactly so long and begins with this byte, as the probe found. */
  readonly answer: AnswerShape;
  readonly connections: number;
  /** Requests outstanding on each connection; `new-connections` opens one for each request. */
  readonly mode: { readonly pipeline: number } | 'new-connections';
  /** Answers to receive, over all connections. */
  readonly answers: number;
  readonly threads: number;
  /** The run fails if it takes longer. */
  readonly timeLimitMs: number;
}

export interface AnswerShape {
  readonly bytes: number;
  readonly firstByte: number;
}

/** What one thread of the generator does. */
export interface ThreadTask extends Omit<Load, 'threads' | 'timeLimitMs'> {
  /** Of the buffer that all connections of the thread receive into. */
  readonly bufferBytes: number;
}

/** From a thread to the generator. */
export type ThreadMessage =
  { readonly type: 'ready' } | { readonly type: 'done'; readonly bytes: number };

export interface LoadResult {
  readonly seconds: number;
  readonly answers: number;
  readonly bytes: number;
  /** Processor time of the generator itself, to judge whether it was what was measured. */
  readonly generatorCpuSeconds: number;
}
