/** The scheme and host under which the app's own page is served; its origin in every check. */
export const PANEL_SCHEME = 'app';
export const PANEL_HOST = 'fifolio';
export const PANEL_ORIGIN = `${PANEL_SCHEME}://${PANEL_HOST}`;
export const PANEL_URL = `${PANEL_ORIGIN}/index.html`;

/**
 * Whether a URL is one of the panel's. Compares parsed parts, not text, so that
 * `app://fifolio.example` and `app://fifolio@example` are not taken for it.
 */
export function isPanelUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    parsed?.protocol === `${PANEL_SCHEME}:` &&
    parsed.host === PANEL_HOST &&
    parsed.username === '' &&
    parsed.password === ''
  );
}
