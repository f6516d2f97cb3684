/** How soon a newer answer is looked for, in ms. */
const SOON = 3_000;

/** Asks again while a newer answer is being made behind the one at hand. */
export const whileRefreshing = (query: { state: { data?: { refreshing: boolean } | undefined } }): number | false =>
  query.state.data?.refreshing ? SOON : false;
