/** What a server is asked, and what its answer looks like, as the probe found. */
export interface Question {
  /** The bytes of the request. */
  readonly request: Uint8Array;
  /** The answer is exactly so long… */
  readonly answerBytes: number;
  /** …and begins so. */
  readonly firstByte: number;
}

/** How connections are used; a number is of requests kept outstanding on each, which is kept. */
export type ConnectionUse =
  { readonly pipeline: number } | 'new, the client closes' | 'new, the server closes';

/** One run of a load generator. */
export interface Load {
  readonly port: number;
  /** Asked in turn, over all connections. */
  readonly questions: readonly Question[];
  /** Index of the one that is asked first. */
  readonly first: number;
  readonly connections: number;
  readonly use: ConnectionUse;
  /** But for the first, no request is sent after so long; all that were sent are waited for. */
  readonly seconds: number;
  /** Nor more than so many, over all connections. */
  readonly maxAnswers: number;
}

export interface LoadResult {
  /** From the first request to the last answer. */
  readonly seconds: number;
  readonly answers: number;
  readonly bytes: number;
  /** Processor time of the generator itself, to judge whether it was what was measured. */
  readonly generatorCpuSeconds: number;
}

/** Called right before the first request and right after the last answer. */
export interface Around {
  before(): void;
  after(): void;
}

/**
 * Puts a server under load: opens the connections that are kept, then starts the clock.
 *
 * @throws Error if a connection fails, an answer is not as expected, or {@link TIME_LIMIT_SECONDS} are over
 */
export type LoadGenerator = (load: Load, around: Around) => Promise<LoadResult>;

export const TIME_LIMIT_SECONDS = 60;
