import { ENGLISH_REFUSALS } from './locales/english-refusals.ts';
import type { SayRefusals } from './locales/say.ts';
import { nameProblemText } from './name-sentences.ts';
import type { RefusalReason } from './refusal-reason.ts';
import { asSentence, capitalized } from './sentence.ts';

/** Why a request was answered with no, or with half an answer: for whoever asked, and for logs. */
export function refusalSentence(why: RefusalReason, say: SayRefusals = ENGLISH_REFUSALS): string {
  const { refusals } = say;
  switch (why.reason) {
    case 'name':
      return refusals('name', { rule: nameProblemText(why.problem, say) });
    case 'system':
      return refusals('system', { code: why.systemCode });
    case 'malformed':
      return refusals('malformed', { sentence: asSentence(capitalized(why.detail)) });
    case 'beyond-end':
      return refusals('beyond-end', { size: String(why.size) });
    case 'long-line':
      return refusals('long-line', { limit: String(why.limitBytes) });
    case 'guesses':
      return refusals('guesses', { seconds: String(why.waitSeconds) });
    default:
      return refusals(why.reason);
  }
}
