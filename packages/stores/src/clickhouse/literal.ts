const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\0': '\\0',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A ClickHouse string literal holding exactly this text. */
export const literal = (text: string): string =>
  `'${text.replace(/[\\'\0\b\f\n\r\t]/g, (character) => ESCAPES[character] as string)}'`;

/** A quoted ClickHouse identifier. */
export const identifier = (name: string): string => `\`${name.replace(/[\\`]/g, (character) => `\\${character}`)}\``;
