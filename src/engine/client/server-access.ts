/** The key that a server must have, and who says so. */
export interface ExpectedKey {
  /** A `KeyFingerprint`; or its first 22 characters, the 132 bits that its twelve words stand for. */
  readonly fingerprint: string;
  /** `user`: it was told by a person or a link; `trust-list`: it was met before. */
  readonly knownFrom: 'user' | 'trust-list';
}

export interface TlsOptions {
  /**
   * The only key to accept. Without it, the server's certificate has to be signed by a known authority for
   * the host's name; all others are refused with `unknown-key`.
   */
  readonly key?: ExpectedKey | undefined;
}

/** How a server is to prove who it is, and how this client gets in. */
export interface ServerAccess {
  /**
   * The access code, known to both sides and proven by both; it is never sent. A server that does not ask
   * for it, or cannot prove that it knows it, is refused. Default: none.
   */
  readonly accessCode?: string | undefined;
  /** Encrypts, and never falls back to an open connection. Default: not encrypted. */
  readonly tls?: TlsOptions | undefined;
}
