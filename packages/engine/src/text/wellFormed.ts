/** A text both stores can hold: NUL and lone surrogates, which PostgreSQL refuses, become U+FFFD. */
export const wellFormed = (text: string): string =>
  text.replace(/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
