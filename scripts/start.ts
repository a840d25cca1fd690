/**
 * `npm start`: the desktop app where it can be shown, else the same panel in the browser.
 *
 *     npm start -- [--browser] [--no-open] [--data-dir FOLDER]
 */
import { resolve } from 'node:path';
import { homedir } from 'node:os';
import { parseArgs } from 'node:util';
import { buildIfNeeded } from './start/build.ts';
import { headlessDataDirectory } from '../src/host/settings/data-directory.ts';
import { runDesktop, type NotShown } from './start/desktop.ts';
import { runPanelInBrowser } from './start/panel-in-browser.ts';

const USAGE = `npm start -- [options]

  --browser           the panel in the browser, even where the desktop app could be shown
  --no-open           only print the panel's address; implies --browser
  --data-dir FOLDER   where settings and unfinished downloads are remembered
  --help              this
`;

const root = resolve(import.meta.dirname, '..');

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      browser: { type: 'boolean', default: process.env['FIFOLIO_START'] === 'browser' },
      'no-open': { type: 'boolean', default: false },
      'data-dir': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  await buildIfNeeded(root);
  const inBrowser = (instead?: NotShown): Promise<number> =>
    runPanelInBrowser({
      root,
      dataDirectory:
        values['data-dir'] ??
        headlessDataDirectory({
          platform: process.platform,
          environment: process.env,
          home: homedir(),
        }),
      openBrowser: !values['no-open'],
      ...(instead === undefined ? {} : { instead }),
    });
  if (values.browser || values['no-open']) return inBrowser();
  const outcome = await runDesktop(root, values['data-dir']);
  return outcome.shown ? outcome.exitCode : inBrowser(outcome);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`npm start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
