/**
 * What the panel's page may load, as the value of the `Content-Security-Policy` response header:
 * its own scripts, styles, images and fonts, and a connection to where it came from; nothing else.
 * Sent by the desktop's app protocol and by the panel's HTTP server alike.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
