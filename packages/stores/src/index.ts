export { type BackedUp, type BackupProgress, backUp } from './backup/backUp.js';
export { type Restored, type RestoreProgress, restoreBackup } from './backup/restoreBackup.js';
export { readServerFile, removeServerFile, type ServerFile, writeServerFile } from './folder/serverFile.js';
export {
  type Addresses,
  type ConnectedStores,
  connectStores,
  type Stores,
  type StoresOptions,
  startStores,
} from './startStores.js';
