import { isPanelUrl, PANEL_URL } from './panel-origin.ts';

/** Places outside that a link may open in the person's browser. */
const EXTERNAL_HOSTS: ReadonlySet<string> = new Set(['github.com', 'www.electronjs.org']);

/** The panel is one page. It may load itself again; everything else stays where it is. */
export function mayNavigate(url: string): boolean {
  return isPanelUrl(url) && URL.parse(url)?.pathname === URL.parse(PANEL_URL)?.pathname;
}

/** Only https, only hosts of the list, nothing smuggled in as user name, password or port. */
export function mayOpenExternally(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    parsed?.protocol === 'https:' &&
    EXTERNAL_HOSTS.has(parsed.hostname) &&
    parsed.username === '' &&
    parsed.password === '' &&
    parsed.port === ''
  );
}
