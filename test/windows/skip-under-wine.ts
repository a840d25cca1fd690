import { beforeEach, type TestContext } from 'vitest';
import { WINE_REASONS, wineReasonFor } from './not-under-wine.ts';

/** A setup file: skips what Wine cannot run, before the test begins. */
beforeEach((context: TestContext) => {
  const { task } = context;
  const because = wineReasonFor(task.file.name.replaceAll('\\', '/'), nameOf(task));
  if (because !== undefined) context.skip(WINE_REASONS[because]);
});

/** The names of the suites around a test and its own, joined by ` > `. */
function nameOf(task: TestContext['task']): string {
  const names = [task.name];
  for (let suite = task.suite; suite !== undefined; suite = suite.suite) {
    if (suite.name !== '') names.unshift(suite.name);
  }
  return names.join(' > ');
}
