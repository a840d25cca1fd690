/** A process of its own for the panel in a browser: `node headless-panel.ts DATA_DIRECTORY`. */
import { resolve } from 'node:path';
import { runPanelInBrowser } from '../../scripts/start/panel-in-browser.ts';

process.exitCode = await runPanelInBrowser({
  root: resolve(import.meta.dirname, '../..'),
  dataDirectory: process.argv[2]!,
  openBrowser: false,
});
