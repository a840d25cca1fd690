import type { Stranger } from '../../shared/contract-doctor.ts';
import type { Greeting } from './observations.ts';

/** Asks a native server who it is. Another takes it for a name, or for a request that it does not know. */
export const HELLO = '{"op":"hello"}\n';

const MOST_WORDS = 60;

/** The first words of servers that speak first, or answer what they do not understand. */
const STRANGERS: readonly {
  readonly kind: Stranger['kind'];
  readonly begins: RegExp;
}[] = [
  // RFC 4253, section 4.2
  { kind: 'ssh', begins: /^SSH-\d/ },
  // RFC 9112, section 4
  { kind: 'http', begins: /^HTTP\/\d/ },
  // RFC 5321, section 4.2; the words are free, but all servers in use say it
  { kind: 'smtp', begins: /^220[ -].*\bE?SMTP\b/i },
  // RFC 959, section 4.2
  { kind: 'ftp', begins: /^220[ -]/ },
  // POP3 (RFC 1939, section 4) and IMAP (RFC 9051, section 7.1)
  { kind: 'mail', begins: /^(\+OK|\* (OK|PREAUTH)\b)/ },
  // RFC 6143, section 7.1.1
  { kind: 'vnc', begins: /^RFB \d{3}\.\d{3}\n/ },
  // An alert (RFC 8446, section 6), for what is no handshake
  { kind: 'tls', begins: /^\x15\x03/ },
];

/** What was heard on a connection. */
export interface Heard {
  /** The bytes as Latin-1, so that each stays what it is. */
  readonly text: string;
  /** Whether the other side ended the connection, rather than that time ran out. */
  readonly hasEnded: boolean;
}

/** Who says this to {@link HELLO}, or says it before anything is asked. */
export function greetingOf({ text, hasEnded }: Heard, { encrypted = false } = {}): Greeting {
  if (text === '') {
    return { is: 'stranger', stranger: { kind: hasEnded ? 'closed' : 'silent' } };
  }
  if (isNativeAnswer(text)) return { is: 'file-server', dialect: 'native', encrypted };
  if (/^File not found\s*$/.test(text)) {
    return { is: 'file-server', dialect: 'plain', encrypted };
  }
  const kind = STRANGERS.find(({ begins }) => begins.test(text))?.kind ?? 'unknown';
  const words = wordsOf(kind, text);
  return { is: 'stranger', stranger: { kind, ...(words === '' ? {} : { words }) } };
}

/** A JSON line with `ok`, as every native server begins (docs/protocol.md). */
function isNativeAnswer(text: string): boolean {
  return /^\{"ok":(true|false)[,}]/.test(text);
}

function wordsOf(kind: Stranger['kind'], text: string): string {
  if (kind === 'tls') return '';
  const line =
    kind === 'http' ? (/^server:[ \t]*(.+)$/im.exec(text)?.[1] ?? '') : text.split(/[\r\n]/, 1)[0]!;
  return line
    .replaceAll(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, MOST_WORDS);
}
