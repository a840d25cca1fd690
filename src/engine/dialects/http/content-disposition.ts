/**
 * The value of `Content-Disposition` for a file (RFC 6266): the name in ASCII for old programs, and in
 * UTF-8 (RFC 8187) where that leaves something out.
 */
export function contentDisposition(type: 'inline' | 'attachment', filename: string): string {
  // Some programs decode a percent sign in the quoted form, so it does not stay in it either.
  const ascii = filename.replaceAll(/[^\x20-\x7e]|["\\%]/gu, '_');
  const quoted = `${type}; filename="${ascii}"`;
  return ascii === filename ? quoted : `${quoted}; filename*=UTF-8''${encodeExtended(filename)}`;
}

/** RFC 8187 section 3.2.1: everything but `attr-char` is percent-encoded. */
function encodeExtended(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
