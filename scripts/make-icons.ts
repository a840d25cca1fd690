/**
 * Renders the icons out of the drawings in `build/`: `node scripts/make-icons.ts`. The results are
 * committed, so this runs only when a drawing has changed.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { chromiumLaunchOptions } from '../harness/chromium.ts';

const root = resolve(import.meta.dirname, '..');
const drawing = (name: string): Promise<string> => readFile(resolve(root, 'build', name), 'utf8');

/** Apple's icons leave a margin around the tile: 824 of 1024. */
const APPLE_SCALE = 824 / 960;

async function main(): Promise<void> {
  const [icon, small, template] = await Promise.all([
    drawing('icon.svg'),
    drawing('icon-small.svg'),
    drawing('tray-template.svg'),
  ]);
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await browser.newPage();
    const render = (svg: string, size: number, scale = 1) => renderPng(page, svg, size, scale);
    const forSize = (size: number) => render(size <= 24 ? small : icon, size);

    for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
      await save(`build/icons/${size}x${size}.png`, await forSize(size));
    }
    const windowsIcon = encodeIco(
      await Promise.all(
        [16, 24, 32, 48, 64, 128, 256].map(async (size) => ({ size, png: await forSize(size) })),
      ),
    );
    await save('build/icon.ico', windowsIcon);
    await save('resources/icons/fifolio.ico', windowsIcon);
    await save('resources/icons/fifolio.png', await forSize(512));
    await save(
      'resources/icons/tray.ico',
      encodeIco(
        await Promise.all(
          [16, 24, 32, 48].map(async (size) => ({ size, png: await forSize(size) })),
        ),
      ),
    );
    await save('resources/icons/tray.png', await forSize(24));
    await save('resources/icons/tray@2x.png', await forSize(48));
    await save('resources/icons/trayTemplate.png', await render(template, 16));
    await save('resources/icons/trayTemplate@2x.png', await render(template, 32));
    await save(
      'build/icon.icns',
      encodeIcns(
        await Promise.all(
          APPLE_TYPES.map(async ([type, size]) => ({
            type,
            png: await render(icon, size, APPLE_SCALE),
          })),
        ),
      ),
    );
  } finally {
    await browser.close();
  }
}

async function renderPng(page: Page, svg: string, size: number, scale: number): Promise<Buffer> {
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  const dataUrl = await page.evaluate(
    async ([url, pixels, part]) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = pixels;
      const drawn = pixels * part;
      const margin = (pixels - drawn) / 2;
      canvas.getContext('2d')!.drawImage(image, margin, margin, drawn, drawn);
      return canvas.toDataURL('image/png');
    },
    [source, size, scale] as const,
  );
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
}

async function save(path: string, content: Buffer): Promise<void> {
  const file = resolve(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  console.log(`${path}  ${content.length} bytes`);
}

/** Windows' icon file with PNG images, as Windows Vista and later read them. */
function encodeIco(images: readonly { size: number; png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of images.entries()) {
    const entry = 6 + 16 * index;
    // 256 is written as 0: the field is one byte.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

/** The PNG kinds of Apple's icon file with their sizes in pixels. */
const APPLE_TYPES = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
] as const;

/** Apple's icon file: `icns`, the length, then each image with its kind and length, big-endian. */
function encodeIcns(images: readonly { type: string; png: Buffer }[]): Buffer {
  const blocks = images.map(({ type, png }) => Buffer.concat([block(type, png.length), png]));
  const length = blocks.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([block('icns', length), ...blocks]);
}

function block(type: string, contentLength: number): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(contentLength + 8, 4);
  return head;
}

await main();
