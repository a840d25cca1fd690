/** What a well-behaved client is to do. */
export interface BystanderSetup {
  readonly port: number;
  /** The file it asks for; without one it says `hello`. */
  readonly file: { readonly name: string; readonly content: Uint8Array } | undefined;
}

export type ToBystander =
  { readonly type: 'begin' } | { readonly type: 'end'; readonly atLeast: number };

/** Between `begin` and `end`. */
export interface BystanderReport {
  readonly requests: number;
  readonly durationMs: number;
  /** Connections that ended under it, each replaced by another. */
  readonly lostConnections: number;
  /** Answers that were not what was asked for. */
  readonly wrong: readonly string[];
}
