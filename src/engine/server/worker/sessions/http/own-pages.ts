import { createHash } from 'node:crypto';
import { isLoopback } from '../../../../../shared/endpoint.ts';
import type { CacheEntry } from '../../../../../shared/server-state.ts';
import { encodeListLine } from '../../../../dialects/native-answer-encoder.ts';
import { cachePage } from '../../../../share-page/cache-page.ts';
import { OWN_PATH } from '../../../../share-page/frame.ts';
import { pageTexts } from '../../../../share-page/page-texts.ts';
import { PAGE_ICON, PAGE_STYLE } from '../../../../share-page/style.ts';
import { encodeMetrics } from '../../../../telemetry/open-metrics.ts';
import type { Step } from '../answer-loop.ts';
import { readyEntries } from '../ready-entries.ts';
import type { LoggedRequest } from '../../request-log.ts';
import type { SessionServices } from '../session.ts';
import { type HttpExchange, NO_STORE, pageFields, VARY } from './http-exchange.ts';
import { jsonWithList, StreamedText } from './streamed-text.ts';

const OPENMETRICS = 'application/openmetrics-text; version=1.0.0';

/** Answers what lies under `/.fifolio/`: style and icon of the pages, the cache, metrics, health. */
export class OwnPages {
  readonly #services: SessionServices;
  readonly #metricsForAll: boolean;

  constructor(services: SessionServices, metricsForAll: boolean) {
    this.#services = services;
    this.#metricsForAll = metricsForAll;
  }

  answer(exchange: HttpExchange): Step {
    const { path } = exchange.target;
    const request = exchange.begin('page');
    switch (path.slice(OWN_PATH.length)) {
      case 'style.css':
        return fixed(exchange, request, STYLE);
      case 'icon.svg':
        return fixed(exchange, request, ICON);
      case 'health':
        return this.#health(exchange, request);
      case 'cache':
        return exchange.later(this.#cache(exchange, request));
      case 'metrics':
        return this.#metrics(exchange, request);
      default:
        return exchange.refuse(404, request, {
          code: 'not-found',
          why: { reason: 'no-such-page' },
        });
    }
  }

  /** For load balancers. A server that drains serves on: its 503 is an answer, not a refusal. */
  #health(exchange: HttpExchange, request: LoggedRequest): Step {
    request.answered();
    const type = 'text/plain';
    return this.#services.facts.isDraining
      ? exchange.text(503, { type, body: 'draining\n', fields: NO_STORE })
      : exchange.text(200, { type, body: 'ok\n', fields: NO_STORE });
  }

  async #cache(exchange: HttpExchange, request: LoggedRequest): Promise<void> {
    const { cache } = this.#services;
    const isJson = exchange.accepts('application/json') && !exchange.accepts('text/html');
    const asJson = isJson || exchange.target.query.get('format') === 'json';
    const text = new StreamedText(exchange);
    const texts = asJson ? undefined : await pageTexts(exchange.language);
    const type = asJson ? 'application/json' : 'text/html';
    const fields = texts === undefined ? '' : pageFields(texts.language);
    text.begin(`Content-Type: ${type}; charset=utf-8\r\n${VARY}${NO_STORE}${fields}`, '');
    const usage = cache.usage();
    const entries = readyEntries(cache);
    if (texts === undefined) {
      const members = JSON.stringify(usage).slice(1, -1);
      await text.end(jsonWithList(members, 'files', linesOf(entries)));
    } else {
      await text.end(cachePage(usage, entries, texts));
    }
    request.answered();
  }

  #metrics(exchange: HttpExchange, request: LoggedRequest): Step {
    const { remoteAddress } = exchange.connection.socket;
    if (!this.#metricsForAll && !isLoopback(remoteAddress ?? '')) {
      const why = { reason: 'metrics-not-shared' } as const;
      return exchange.refuse(403, request, { code: 'forbidden', why });
    }
    const isOpenMetrics = exchange.accepts('application/openmetrics-text');
    return this.#services.facts.metrics().then((metrics) => {
      request.answered();
      return exchange.text(200, {
        type: isOpenMetrics ? OPENMETRICS : 'text/plain; version=0.0.4',
        body: encodeMetrics(metrics, isOpenMetrics ? 'openmetrics' : 'prometheus'),
        fields: NO_STORE,
      });
    });
  }
}

/** What never changes while a server runs. */
interface FixedText {
  readonly type: string;
  readonly body: string;
  readonly etag: string;
}

function fixedText(type: string, body: string): FixedText {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16);
  return { type, body, etag: `"${hash}"` };
}

const STYLE = fixedText('text/css', PAGE_STYLE);
const ICON = fixedText('image/svg+xml', PAGE_ICON);

function fixed(
  exchange: HttpExchange,
  request: LoggedRequest,
  { type, body, etag }: FixedText,
): Step {
  request.answered();
  const fields = `ETag: ${etag}\r\nCache-Control: max-age=3600\r\n`;
  if (exchange.head.fields.get('if-none-match') === etag) return exchange.empty(304, fields);
  return exchange.text(200, { type, body, fields });
}

function* linesOf(entries: Iterable<CacheEntry>): Generator<string> {
  for (const entry of entries) yield encodeListLine(entry);
}
