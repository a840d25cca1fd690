import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '../fixtures.ts';
import type { ServePane } from '../pages/serve-pane.ts';
import { chooseFolder } from '../pages/folder-chooser.ts';
import { expectContent, makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { fetchWithClient } from '../support/programs.ts';

async function typePath(serve: ServePane, path: string): Promise<void> {
  await serve.card.getByRole('button', { name: 'Type a path' }).click();
  await serve.card.getByRole('textbox', { name: 'Path of the folder' }).fill(path);
  await serve.card.getByRole('button', { name: 'Use', exact: true }).click();
}

/** Holds things of these names over the window as a person would, and says where they are. */
async function drag(serve: ServePane, paths: readonly string[], over: string): Promise<void> {
  const named = Object.fromEntries(paths.map((path) => [basename(path), path]));
  await serve.page.evaluate(
    ([places, zoneText]) => {
      Object.assign(window, { fakeElectronPaths: places });
      const dataTransfer = new DataTransfer();
      for (const name of Object.keys(places)) dataTransfer.items.add(new File([], name));
      const held = (type: string): DragEvent =>
        new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer });
      document.body.dispatchEvent(held('dragenter'));
      const dropWhenShown = (): void => {
        const zone = [...document.querySelectorAll('p')].find((p) => p.textContent === zoneText);
        if (zone === undefined) setTimeout(dropWhenShown, 20);
        else zone.dispatchEvent(held('drop'));
      };
      dropWhenShown();
    },
    [named, over] as const,
  );
}

test('shares two folders by their names, and one of them alone again', async ({
  serve,
  app,
  folder,
}) => {
  const content = await makeFile(join(folder, 'one/files'), 'a.bin', 1000);
  const other = await makeFile(join(folder, 'two/files'), 'a.bin', 2000);
  await typePath(serve, ` "${join(folder, 'one', 'files')}" `);
  await expect(serve.card).toContainText(join(folder, 'one', 'files'));
  await chooseFolder(
    app,
    serve.card.getByRole('button', { name: 'Share another folder too' }),
    join(folder, 'two', 'files'),
  );
  const shared = serve.card.getByRole('list', { name: 'Shared folders' });
  await expect(shared.getByRole('listitem')).toHaveCount(2);
  await expect(shared.getByRole('textbox').nth(1)).toHaveValue('files 2');
  await shared.getByRole('textbox').nth(1).fill('more');
  await shared.getByRole('textbox').nth(1).press('Enter');

  const port = await freePort();
  await serve.setPorts(port);
  await serve.start();
  await fetchWithClient(port, 'files/a.bin', folder);
  await expectContent(join(folder, 'files/a.bin'), content);
  await fetchWithClient(port, 'more/a.bin', join(folder, 'fetched'));
  await expectContent(join(folder, 'fetched/more/a.bin'), other);
  await expect(serve.cachedFile('more/a.bin')).toBeVisible();
  await expect(serve.log).toContainText('files, more');

  // Fixed while it serves, and still to be seen.
  await expect(serve.card.getByRole('button', { name: 'Stop sharing more' })).toBeDisabled();
  await expect(serve.card.getByRole('radio', { name: 'This computer' })).toBeDisabled();
  await serve.stopButton.click();
  await serve.card.getByRole('button', { name: 'Stop sharing files' }).click();
  await expect(shared).toBeHidden();
  await serve.start();
  await fetchWithClient(port, 'a.bin', join(folder, 'alone'));
  await expectContent(join(folder, 'alone/a.bin'), other);
});

test('says what is wrong with a path, and takes the link of a folder', async ({
  serve,
  folder,
}) => {
  test.skip(process.platform === 'win32', 'there, it is a path of this computer');
  await typePath(serve, 'C:\\Users\\me\\Pictures');
  await expect(serve.card).toContainText('This is a path of Windows');
  const field = serve.card.getByRole('textbox', { name: 'Path of the folder' });
  await field.fill(join(folder, 'missing'));
  await field.press('Enter');
  await expect(serve.card).toContainText('The folder does not exist');
  await makeFile(join(folder, 'with space'), 'a.bin', 10);
  await field.fill(pathToFileURL(join(folder, 'with space')).href);
  await field.press('Enter');
  await expect(field).toBeHidden();
  await expect(serve.card).toContainText(join(folder, 'with space'));
});

test('shares what is dropped on the window, or says why it cannot', async ({
  serve,
  app,
  folder,
}) => {
  test.skip(app.kind === 'electron', 'only the system can drop there');
  const [one, two] = [join(folder, 'one'), join(folder, 'two')];
  await makeFile(one, 'a.bin', 10);
  await makeFile(two, 'b.bin', 10);
  if (app.kind === 'panel') {
    await drag(serve, [one], 'nowhere');
    await expect(serve.page.getByText('A browser does not tell')).toBeVisible();
    return;
  }
  await drag(serve, [one], 'Drop a folder to share it');
  await expect(serve.card).toContainText(one);
  await drag(serve, [two], 'Share it too');
  const shared = serve.card.getByRole('list', { name: 'Shared folders' });
  await expect(shared.getByRole('listitem')).toHaveCount(2);
  await drag(serve, [two], 'Share only this');
  await expect(shared).toBeHidden();
  await expect(serve.card).toContainText(two);
  await drag(serve, [join(two, 'b.bin')], 'Share it too');
  await expect(serve.page.getByText('This is a file, not a folder.')).toBeVisible();
});

test('starts as last time, if that is wanted', async ({ startApp }) => {
  const first = await startApp();
  test.skip(first.kind === 'panel', 'the headless program serves at its start');
  const { ServePane: Pane } = await import('../pages/serve-pane.ts');
  const serve = new Pane(first);
  const port = await freePort();
  await typePath(serve, '~');
  await serve.setPorts(port);
  await serve.start();
  await first.page.getByRole('button', { name: 'Settings' }).click();
  await first.page.getByText('Start the server when Fifolio opens').click();
  await first.close();
  const second = await startApp();
  await expect(new Pane(second).status).toContainText('Serving on 1 port');
  await second.close();
});

test('a port is changed while it serves', async ({ serve, folder }) => {
  await makeFile(join(folder, 'shared'), 'a.bin', 10);
  const [before, after] = [await freePort(), await freePort()];
  await serve.chooseFolder(join(folder, 'shared'));
  await serve.setPorts(before);
  await serve.start();
  await serve.card.getByRole('button', { name: `Change port ${before}` }).click();
  const field = serve.card.getByRole('textbox', { name: `Port instead of ${before}` });
  await field.fill(after.toFixed(0));
  await field.press('Enter');
  await expect(serve.port(after)).toContainText('open');
  await expect(serve.ports.getByRole('listitem')).toHaveCount(1);
  await fetchWithClient(after, 'a.bin', folder);
});
