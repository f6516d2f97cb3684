export { readServerFile, removeServerFile, type ServerFile, writeServerFile } from './folder/serverFile.js';
export { type Stores, type StoresOptions, startStores } from './startStores.js';
