import { isPanelUrl } from './panel-origin.ts';

/** What the page may do beyond showing itself, and why. Everything else is denied. */
const GRANTED: ReadonlyMap<string, string> = new Map([
  ['clipboard-sanitized-write', 'copy an address, a file name or a command line'],
]);

/** Whether a permission is given to a page. `origin` may come with or without a final slash. */
export function mayUse(permission: string, origin: string): boolean {
  return GRANTED.has(permission) && isPanelUrl(origin);
}
