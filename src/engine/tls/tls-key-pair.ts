/** A private key and the certificate for it, both as PEM; the certificate may have its chain after it. */
export interface TlsKeyPair {
  readonly key: string;
  readonly certificate: string;
}
