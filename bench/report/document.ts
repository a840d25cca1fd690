import { readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- bench: begin -->';
const END = '<!-- bench: end -->';

/**
 * Puts the result between the markers of a document.
 *
 * @throws Error if the document lacks them
 */
export function insertBetweenMarkers(document: string, result: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`The document lacks ${BEGIN} … ${END}.`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${result}\n\n${document.slice(end)}`;
}

export function writeIntoDocument(file: string, result: string): void {
  writeFileSync(file, insertBetweenMarkers(readFileSync(file, 'utf8'), result));
}

/** @throws Error if a document cannot take a result, which is better known before it is measured */
export function requireMarkers(file: string): void {
  insertBetweenMarkers(readFileSync(file, 'utf8'), '');
}
