import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import { chromiumLaunchOptions } from '../../harness/chromium.ts';
import { TestFolder, TestServer } from './test-server.ts';

const MIB = 1 << 20;
const LARGE = contentOf('large', 20 * MIB + 17);
const NAMES = ['a b.txt', 'größe 😀.bin', 'sub/inner/c.bin', 'sub/50% & more.txt', 'empty'];

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
const run = promisify(execFile);

interface Served {
  readonly base: string;
  /** Where the client may write. */
  readonly out: TestFolder;
  readonly contents: ReadonlyMap<string, Buffer>;
}

async function start(): Promise<Served> {
  const folder = new TestFolder();
  const contents = new Map([['large.bin', LARGE]]);
  for (const name of NAMES) contents.set(name, contentOf(name, name === 'empty' ? 0 : 100_000));
  for (const [name, content] of contents) folder.write(name, content);
  const { port } = await TestServer.start(folder);
  return { base: `http://127.0.0.1:${port}`, out: new TestFolder(), contents };
}

const urlOf = (base: string, name: string): string =>
  `${base}/${name.split('/').map(encodeURIComponent).join('/')}`;

function expectFile(path: string, content: Buffer): void {
  expect(readFileSync(path).equals(content), path).toBe(true);
}

describe.skipIf(!has('curl'))('curl (needs curl)', () => {
  it('gets ranges, goes on with half a file, and many files at once', async () => {
    const { base, out, contents } = await start();
    const url = urlOf(base, 'large.bin');
    await run('curl', ['-fsS', '-r', '1000-5000999', '-o', out.pathOf('range'), url]);
    expectFile(out.pathOf('range'), LARGE.subarray(1000, 5_001_000));

    writeFileSync(out.pathOf('half'), LARGE.subarray(0, 7 * MIB + 3));
    await run('curl', ['-fsS', '-C', '-', '-o', out.pathOf('half'), url]);
    expectFile(out.pathOf('half'), LARGE);

    const all = [...contents.keys()].flatMap((name, at) => [
      ...['-o', out.pathOf(`${at}`), urlOf(base, name)],
    ]);
    await run('curl', ['-fsS', '-Z', '--parallel-max', '8', ...all]);
    for (const [at, content] of [...contents.values()].entries()) {
      expectFile(out.pathOf(`${at}`), content);
    }
  });

  it('gets a file again only when it has changed', async () => {
    const { base, out } = await start();
    const args = ['-fsS', '--etag-save', out.pathOf('etag'), '-w', '%{http_code}'];
    const [url, file] = [urlOf(base, 'a b.txt'), out.pathOf('file')];
    const first = await run('curl', [...args, '-o', file, url]);
    expect(first.stdout).toBe('200');
    const again = ['--etag-compare', out.pathOf('etag'), '-o', out.pathOf('again')];
    expect((await run('curl', [...args, ...again, url])).stdout).toBe('304');
    expectFile(file, contentOf('a b.txt', 100_000));
  });

  it('takes a name in UTF-8 that nobody has encoded', async () => {
    const { base, out } = await start();
    await run('curl', ['-fsS', '-o', out.pathOf('file'), `${base}/größe%20😀.bin`]);
    expectFile(out.pathOf('file'), contentOf('größe 😀.bin', 100_000));
  });
});

describe.skipIf(!has('wget'))('wget (needs wget)', () => {
  it('gets a folder by the links of its page', async () => {
    const { base, out, contents } = await start();
    await run('wget', [
      ...[
        '-q',
        '-r',
        '-l',
        'inf',
        '-np',
        '-nH',
        '-e',
        'robots=off',
        '--restrict-file-names=nocontrol',
      ],
      ...[
        '--header',
        'Accept: text/html',
        '--reject-regex',
        '[?]',
        '-X',
        '/.fifolio',
        '-P',
        out.path,
      ],
      `${base}/`,
    ]);
    for (const [name, content] of contents) expectFile(out.pathOf(name), content);
  });

  it('goes on with half a file', async () => {
    const { base, out } = await start();
    writeFileSync(out.pathOf('large.bin'), LARGE.subarray(0, 3 * MIB + 1));
    await run('wget', ['-q', '-c', '-P', out.path, urlOf(base, 'large.bin')]);
    expectFile(out.pathOf('large.bin'), LARGE);
  });
});

describe.skipIf(!has('aria2c'))('aria2c (needs aria2)', () => {
  it('gets one file over sixteen connections', async () => {
    const { base, out } = await start();
    const options = ['-q', '-x16', '-s16', '-k1M', '--file-allocation=none', '--no-conf'];
    await run('aria2c', [...options, '-d', out.path, urlOf(base, 'large.bin')]);
    expectFile(out.pathOf('large.bin'), LARGE);
  });
});

describe.skipIf(!has('python3'))('http.client of Python (needs python3)', () => {
  it('gets all files over one connection', async () => {
    const { base, out, contents } = await start();
    const script = [
      'import http.client, json, sys, urllib.parse',
      'connection = http.client.HTTPConnection(sys.argv[1])',
      'for at, name in enumerate(json.loads(sys.argv[3])):',
      '    path = "/" + urllib.parse.quote(name)',
      '    for method in ("HEAD", "GET"):',
      '        connection.request(method, path)',
      '        answer = connection.getresponse()',
      '        assert answer.status == 200, answer.status',
      '        content = answer.read()',
      '    assert int(answer.headers["Content-Length"]) == len(content)',
      '    open(f"{sys.argv[2]}/{at}", "wb").write(content)',
      'connection.request("GET", "/?format=json")',
      'print(json.loads(connection.getresponse().read())["count"])',
    ].join('\n');
    const names = [...contents.keys()];
    const args = [new URL(base).host, out.path, JSON.stringify(names)];
    const { stdout } = await run('python3', ['-c', script, ...args]);
    expect(stdout).toBe('4\n');
    for (const [at, name] of names.entries()) expectFile(out.pathOf(`${at}`), contents.get(name)!);
  });
});

/** Asks for a picture, which shows that it ran. */
const SCRIPT = 'new Image().src = "/ran"';
const ACTIVE: Readonly<Record<string, string>> = {
  'page.html': `<!doctype html><title>t</title><p>text<script>${SCRIPT}</script>`,
  'picture.svg': `<svg xmlns="http://www.w3.org/2000/svg"><script>${SCRIPT}</script></svg>`,
};

const hasChromium = ((): boolean => {
  try {
    chromiumLaunchOptions();
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasChromium)('Chromium (needs chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(chromiumLaunchOptions());
  }, 120_000);
  afterAll(() => browser.close());

  it('shows the share page, opens a folder and downloads a file, without any script', async () => {
    const { base } = await start();
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${base}/`);
    await page.getByRole('link', { name: 'sub/', exact: true }).click();
    await page.getByRole('link', { name: 'inner/', exact: true }).click();
    expect(new URL(page.url()).pathname).toBe('/sub/inner/');
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download c.bin' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('c.bin');
    expectFile(await download.path(), contentOf('sub/inner/c.bin', 100_000));
    await page.getByRole('link', { name: 'Shared folder' }).click();
    await page.getByRole('searchbox').fill('größe');
    await page.getByRole('button', { name: 'Filter' }).click();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await context.close();
  }, 120_000);

  it('runs no script of a shared page or picture', async () => {
    const folder = new TestFolder();
    for (const [name, content] of Object.entries(ACTIVE)) folder.write(name, content);
    const { port } = await TestServer.start(folder);
    const ran = async (url: string): Promise<boolean> => {
      const page = await browser.newPage();
      const requests: string[] = [];
      page.on('request', (request) => requests.push(new URL(request.url()).pathname));
      await page.goto(url, { waitUntil: 'load' });
      await page.close();
      return requests.includes('/ran');
    };
    // The same without the protection: what is looked for would be seen.
    const careless = createServer(({ url = '' }, answer) => {
      const content = ACTIVE[url.slice(1)];
      const type = url.endsWith('.svg') ? 'image/svg+xml' : 'text/html';
      answer.writeHead(content === undefined ? 404 : 200, { 'Content-Type': type }).end(content);
    });
    await new Promise<void>((resolve) => careless.listen(0, '127.0.0.1', resolve));
    const other = (careless.address() as AddressInfo).port;
    for (const name of Object.keys(ACTIVE)) {
      expect(await ran(`http://127.0.0.1:${other}/${name}`), name).toBe(true);
      expect(await ran(`http://127.0.0.1:${port}/${name}`), name).toBe(false);
    }
    careless.closeAllConnections();
    careless.close();
  }, 120_000);

  it('jumps in a recording by a range', async () => {
    const folder = new TestFolder();
    folder.write('long.wav', wavOf(20 * MIB));
    const { port } = await TestServer.start(folder);
    const page = await browser.newPage();
    const ranges: string[] = [];
    page.on('response', (response) => {
      if (response.status() === 206) ranges.push(response.headers()['content-range'] ?? '');
    });
    await page.goto(`http://127.0.0.1:${port}/long.wav`);
    const seconds = await page.evaluate(async () => {
      const video = document.querySelector('video')!;
      video.muted = true;
      if (video.readyState === 0) {
        await new Promise((resolve) => video.addEventListener('loadedmetadata', resolve));
      }
      const seeked = new Promise((resolve) => video.addEventListener('seeked', resolve));
      video.currentTime = video.duration - 5;
      await seeked;
      return video.duration - video.currentTime;
    });
    expect(Math.round(seconds)).toBe(5);
    await expect.poll(() => ranges.some((range) => !range.startsWith('bytes 0-'))).toBe(true);
    await page.close();
  }, 120_000);
});

/** Silence, as 16-bit stereo at 44.1 kHz. */
function wavOf(bytes: number): Buffer {
  const file = Buffer.alloc(44 + bytes);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + bytes, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(2, 22);
  file.writeUInt32LE(44_100, 24);
  file.writeUInt32LE(176_400, 28);
  file.writeUInt16LE(4, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(bytes, 40);
  return file;
}
