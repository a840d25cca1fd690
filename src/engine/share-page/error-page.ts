import { pageStart } from './frame.ts';
import { escapeHtml } from './html.ts';

/** A page that says why there is no answer, and offers the way back. */
export function errorPage(title: string, message: string): string {
  return (
    `${pageStart(title)}<main>\n<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(message)}</p>\n` +
    '<p><a class="button" href="/">Shared folder</a></p>\n</main>\n'
  );
}
