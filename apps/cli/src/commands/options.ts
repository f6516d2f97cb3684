import { InvalidArgumentError } from 'commander';

export const DEFAULT_DATA = './parcours-data';

/** @throws InvalidArgumentError, which commander turns into a sentence */
export const portNumber = (text: string): number => {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
};
