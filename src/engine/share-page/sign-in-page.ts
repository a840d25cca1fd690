import type { RefusalReason } from '../../shared/refusal-reason.ts';
import { refusalSentence } from '../../shared/refusal-sentences.ts';
import { OWN_PATH, pageStart } from './frame.ts';
import { escapeHtml } from './html.ts';
import type { PageTexts } from './page-texts.ts';

/** Below {@link OWN_PATH}: where the forms of these pages are sent. */
export const SIGN_IN_PATH = `${OWN_PATH}sign-in`;
export const SIGN_OUT_PATH = `${OWN_PATH}sign-out`;

/** For the foot of a page. */
export function signOutForm({ said }: PageTexts): string {
  return `<form method="post" action="/${SIGN_OUT_PATH}"><button>${said('signOut')}</button></form>`;
}

/**
 * The page that asks for the access code. It is the same for every name, whether there is such a file or not.
 *
 * @param target what was asked for: path and query, to go on with
 * @param problem why the last try came to nothing
 */
export function signInPage(
  target: string,
  problem: RefusalReason | undefined,
  texts: PageTexts,
): string {
  const { said, t } = texts;
  const described = problem === undefined ? '' : ' aria-invalid="true" aria-describedby="problem"';
  return (
    `${pageStart(t('signIn'), texts)}<main class="card sign-in">\n<h1>${said('signIn')}</h1>\n` +
    `<p>${said('whoMayComeIn')}</p>\n` +
    `<form method="post" action="/${SIGN_IN_PATH}">` +
    `<input type="hidden" name="to" value="${escapeHtml(target)}">\n` +
    `<label for="code">${said('accessCode')}</label>\n` +
    '<input id="code" name="code" type="password" required autofocus autocomplete="current-password" ' +
    `autocapitalize="none" spellcheck="false"${described}>\n` +
    (problem === undefined
      ? ''
      : `<p class="note" id="problem" role="alert">${escapeHtml(refusalSentence(problem, texts.refused))}</p>\n`) +
    `<button>${said('signIn')}</button></form>\n</main>\n`
  );
}
