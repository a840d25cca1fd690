import type { RefusalReason } from '../../shared/refusal-reason.ts';
import { refusalSentence } from '../../shared/refusal-sentences.ts';
import { pageStart } from './frame.ts';
import { escapeHtml } from './html.ts';
import type { PageTexts } from './page-texts.ts';

/** A page that says why there is no answer, and offers the way back. */
export function errorPage(title: string, why: RefusalReason, texts: PageTexts): string {
  const message = refusalSentence(why, texts.refused);
  return (
    `${pageStart(title, texts)}<main>\n<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(message)}</p>\n` +
    `<p><a class="button" href="/">${texts.said('sharedFolder')}</a></p>\n</main>\n`
  );
}
