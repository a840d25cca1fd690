/** A server to be announced. */
export interface AnnouncedService {
  /** At most 63 bytes; see `serviceName`. */
  readonly name: string;
  readonly port: number;
  /** The address that it listens on: a wildcard, or one of this computer's. */
  readonly host: string;
  /** The pairs of its TXT record. */
  readonly text: Readonly<Record<string, string>>;
}

/** To the thread that announces. */
export type AnnouncerRequest =
  | { readonly type: 'update'; readonly text: Readonly<Record<string, string>> }
  | { readonly type: 'stop' };

/** From it. */
export type AnnouncerMessage =
  /** It is announced under this name, which is another than was asked for if that was taken. */
  { readonly type: 'named'; readonly name: string } | { readonly type: 'stopped' };
