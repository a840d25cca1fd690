/** What a browser is shown that does not get the panel, by the status of the answer: text, in English. */
export const PANEL_REFUSALS: Readonly<Record<number, string>> = {
  400: 'This address makes no sense here.',
  403: 'Open the panel with the whole address that Fifolio printed when it started, token included.',
  404: 'There is nothing here.',
  405: 'This only shows the panel.',
  421: 'Open the panel under the address that Fifolio printed when it started.',
  500: 'Something went wrong in Fifolio.',
};
