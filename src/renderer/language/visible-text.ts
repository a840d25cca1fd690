import { visibleParts } from '../../shared/visible-text.ts';
import { isRightToLeft } from './language.ts';

/** As in `shared/visible-text.ts`, for what may be, or hold, a text of the panel in its language. */
export function visibleText(text: string): string {
  return visibleParts(text, isRightToLeft())
    .map((part) => part.text)
    .join('');
}
