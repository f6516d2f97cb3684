import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

interface Opening {
  readonly browser: Browser;
  /** Where Parcours is. */
  readonly url: string;
  /** Takes what a page throws. */
  readonly troubles: string[];
  /** How long a page may take to show what is waited for, in ms. */
  readonly patience?: number | undefined;
}

/** The address of a page of the retailer's workspace. */
export const addressAt = (url: string, path: string): string =>
  `${url}${path}${path.includes('?') ? '&' : '?'}workspace=retailer`;

/** Opens a page of the retailer's workspace in a browser of its own, in English unless asked otherwise, once it has a title. */
export const openPage = async (
  { browser, url, troubles, patience = 20_000 }: Opening,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> => {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(addressAt(url, path));
  await page.locator('h1').first().waitFor();
  return page;
};
