import { expect, test } from '../fixtures.ts';

test('the panel opens', async ({ panel }) => {
  await expect(panel).toHaveTitle('Fifolio');
});
