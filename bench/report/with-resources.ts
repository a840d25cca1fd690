import { Resources } from '../../harness/resources.ts';

/** Runs a program of its own, which fails with `name` before the reason, and takes away what it left. */
export async function withResources(
  name: string,
  main: (resources: Resources) => Promise<void>,
): Promise<void> {
  const resources = new Resources();
  try {
    await main(resources);
  } catch (error) {
    console.error(`${name}: ${(error as Error).message}`);
    process.exitCode = 1;
  } finally {
    await resources.dispose();
  }
}
