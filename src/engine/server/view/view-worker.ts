import { parentPort, workerData } from 'node:worker_threads';
import { CacheCatalog } from '../../cache/catalog/cache-catalog.ts';
import { treatArchivesAsFiles } from '../../plain-files.ts';
import type {
  FromView,
  ToView,
  ViewKind,
  ViewRequest,
  ViewResult,
  ViewSetup,
} from '../view-messages.ts';
import { OrderKeeper } from './order-keeper.ts';

/**
 * The thread that looks at the cache for panels: it sorts, filters and counts, so that neither those
 * who serve nor those who draw a window have to. It only reads, and may be ended at any time.
 */

const port = parentPort;
if (port === null) throw new Error('view-worker.ts runs as a worker thread only');
treatArchivesAsFiles();
const { cacheMemory } = workerData as ViewSetup;
const catalog = new CacheCatalog(cacheMemory);
const orders = new OrderKeeper(catalog);

type Answers = {
  readonly [K in ViewKind]: (request: ViewRequest<K>) => ViewResult<K> | Promise<ViewResult<K>>;
};

const answers: Answers = {
  async window(request) {
    const { order, isStale } = await orders.get(request);
    return { ...catalog.window(order, request), isStale };
  },
  async find(request) {
    const { order } = await orders.get(request);
    const row = catalog.find(order, request.name);
    return row < 0 ? undefined : row;
  },
  async names(request) {
    const { order } = await orders.get(request);
    return catalog.names(order, request.from, request.count);
  },
  belt(request) {
    catalog.refresh();
    return catalog.belt(request);
  },
};

async function answer<K extends ViewKind>(
  kind: K,
  request: ViewRequest<K>,
): Promise<ViewResult<K>> {
  return answers[kind](request);
}

const report = (message: FromView): void => port.postMessage(message);

port.on('message', ({ id, kind, request }: ToView) => {
  answer(kind, request).then(
    (result) => report({ id, result }),
    (error: unknown) => report({ id, failure: String(error) }),
  );
});
