import type { Download, Page } from 'playwright-core';

/** A picture of a long page takes a while to be drawn where others are at work, in ms. */
const PATIENCE = 90_000;

/** The file that an item of an Export menu gives; of several menus the nth. */
export const exported = async (
  page: Page,
  item: string,
  { within = page, nth = 0 }: { readonly within?: Pick<Page, 'getByRole'>; readonly nth?: number } = {},
): Promise<Download> => {
  await within.getByRole('button', { name: 'Export' }).nth(nth).click();
  const [file] = await Promise.all([
    page.waitForEvent('download', { timeout: PATIENCE }),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  return file;
};
