import type { NotShown } from './desktop.ts';
import type { Opening } from './opening.ts';

/** What `npm start` prints about a panel in the browser: one line, and others where there is more to do. */
export function announcement(url: string, opening: Opening, instead?: NotShown): string {
  const what = opening.by === 'command' ? 'the panel opens in your browser' : 'open the panel';
  const sentence = instead === undefined ? what : `${instead.reason}, so ${what}`;
  const lines = [`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}: ${url}`];
  if (opening.by === 'person' && opening.hint !== undefined) lines.push(opening.hint);
  if (instead?.remedy !== undefined) {
    lines.push(`For the desktop app, run this once and start again: ${instead.remedy}`);
  }
  return lines.join('\n');
}
