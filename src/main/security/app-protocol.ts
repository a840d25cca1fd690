import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';
import { CONTENT_SECURITY_POLICY } from '../../shared/content-security-policy.ts';
import { isPanelUrl } from './panel-origin.ts';

/** The kinds of file a built panel consists of. Others are not given out. */
const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
  ['.json', 'application/json'],
]);

/** The file a URL of the app's own scheme names, or undefined if it names none inside `root`. */
export function panelFileOf(url: string, root: string): string | undefined {
  if (!isPanelUrl(url)) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(new URL(url).pathname);
  } catch {
    return undefined;
  }
  // A backslash separates on Windows, and a colon names a drive or a stream there.
  if (/[\0\\:]/.test(path)) return undefined;
  const file = join(root, path);
  const inside = relative(root, file);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    return undefined;
  }
  return file;
}

/**
 * Answers the page's requests out of the built panel's folder, and nothing out of any other. Every
 * answer carries the content security policy.
 */
export async function answerPanelRequest(
  request: { readonly method: string; readonly url: string },
  root: string,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const file = panelFileOf(request.url, root);
  const contentType = file && CONTENT_TYPES.get(extname(file));
  if (file === undefined || contentType === undefined) return refuse(404);
  try {
    const content = await readFile(file);
    return new Response(request.method === 'HEAD' ? null : content, {
      headers: { ...SECURITY_HEADERS, 'Content-Type': contentType },
    });
  } catch {
    return refuse(404);
  }
}

const SECURITY_HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
} as const;

function refuse(status: 404 | 405): Response {
  return new Response(status === 404 ? 'Not found' : 'Not allowed', {
    status,
    headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
