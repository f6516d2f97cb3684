export { readServerFile, removeServerFile, type ServerFile, writeServerFile } from './folder/serverFile.js';
export {
  type Addresses,
  type ConnectedStores,
  connectStores,
  type Stores,
  type StoresOptions,
  startStores,
} from './startStores.js';
