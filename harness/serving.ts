/** A server under load: ours or another. */
export interface Serving {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}
