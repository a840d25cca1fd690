import { isUtf8 } from 'node:buffer';

/** What a request asks for: RFC 9112 section 3.2, decoded once. */
export interface HttpTarget {
  /** The path without its leading `/`; a folder's ends with `/`, the root's is empty. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The authority of the absolute form, which counts instead of `Host`. */
  readonly authority?: string;
}

const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)(.*)$/i;
const NO_QUERY = new URLSearchParams();

/**
 * Reads the target of GET or HEAD: in origin form or absolute form, in `latin1` as it arrived.
 * `undefined`: it is neither, or not UTF-8 once decoded, or hides a `/` in `%2F`.
 */
export function parseTarget(target: string): HttpTarget | undefined {
  if (!target.startsWith('/')) {
    const absolute = ABSOLUTE_FORM.exec(target);
    if (absolute === null) return undefined;
    const [, authority = '', rest = ''] = absolute;
    const inner = parseTarget(rest.startsWith('/') ? rest : `/${rest}`);
    return inner === undefined ? undefined : { ...inner, authority };
  }
  if (target.includes('#')) return undefined;
  const mark = target.indexOf('?');
  const path = decodePath(mark === -1 ? target.slice(1) : target.slice(1, mark));
  if (path === undefined) return undefined;
  return { path, query: mark === -1 ? NO_QUERY : new URLSearchParams(utf8Of(target.slice(mark))) };
}

function decodePath(raw: string): string | undefined {
  if (/^[\x21-\x7e]*$/.test(raw) && !raw.includes('%')) return raw;
  if (/%2f/i.test(raw) || /%(?![\da-f]{2})/i.test(raw)) return undefined;
  const bytes = Buffer.from(
    raw.replaceAll(/%([\da-f]{2})/gi, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    ),
    'latin1',
  );
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

function utf8Of(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
