import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../shared/content-security-policy.ts';
import { answerPanelRequest, panelFileOf } from './app-protocol.ts';

let folder: string;
let root: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fifolio-app-protocol-'));
  root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), '<p>panel</p>');
  await writeFile(join(root, 'assets', 'index.js'), 'export {};');
  await writeFile(join(root, 'assets', 'index.js.map'), '{}');
  await writeFile(join(folder, 'secret.html'), 'secret');
  await mkdir(join(folder, 'renderer-other'));
  await writeFile(join(folder, 'renderer-other', 'index.html'), 'other');
});

afterAll(() => rm(folder, { recursive: true }));

const get = (url: string, method = 'GET') => answerPanelRequest({ method, url }, root);

describe('answerPanelRequest', () => {
  it('gives out the panel with its policy and type', async () => {
    const response = await get('app://fifolio/index.html');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<p>panel</p>');
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('Content-Security-Policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('gives out scripts as scripts', async () => {
    const response = await get('app://fifolio/assets/index.js?v=1');
    expect(await response.text()).toBe('export {};');
    expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
  });

  it('answers HEAD without content', async () => {
    const response = await get('app://fifolio/index.html', 'HEAD');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });

  it.each([
    'app://fifolio/../secret.html',
    'app://fifolio/%2e%2e/secret.html',
    'app://fifolio/..%2fsecret.html',
    'app://fifolio/assets/..%2f..%2fsecret.html',
    'app://fifolio/..%5csecret.html',
    'app://fifolio/%2e%2e%2frenderer-other/index.html',
    'app://fifolio//etc/hostname',
    'app://fifolio/%00index.html',
    'app://fifolio/%ff',
    'app://fifolio/C:/secret.html',
    'app://fifolio/',
    'app://fifolio/assets',
    'app://fifolio/assets/index.js.map',
    'app://fifolio/missing.html',
    'app://elsewhere/index.html',
    'file:///etc/hostname',
  ])('has nothing at %s', async (url) => {
    const response = await get(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('Not found');
    expect(response.headers.get('Content-Security-Policy')).toBe(CONTENT_SECURITY_POLICY);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    expect((await get('app://fifolio/index.html', method)).status).toBe(405);
  });
});

describe('panelFileOf', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '%5c',
      '\\',
      '/',
      '//',
      '%00',
      ':',
      '%252e',
      'a',
      '~',
    ),
    fc.string({ maxLength: 4 }),
  );
  test.prop([fc.array(piece, { maxLength: 12 })])('names no file outside its root', (pieces) => {
    const base = join(tmpdir(), 'panel-root');
    const file = panelFileOf(`app://fifolio/${pieces.join('')}`, base);
    if (file === undefined) return;
    const inside = relative(base, file);
    expect(isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`)).toBe(false);
  });
});
