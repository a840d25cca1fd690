import { nameText } from './html.ts';

/** Where the server answers with what belongs to its own pages. */
export const OWN_PATH = '.fifolio/';

/** The beginning of each page, up to its content. */
export function pageStart(title: string): string {
  return (
    '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n' +
    `<title>${nameText(title)}</title>\n` +
    `<link rel="icon" href="/${OWN_PATH}icon.svg">\n` +
    `<link rel="stylesheet" href="/${OWN_PATH}style.css">\n`
  );
}
