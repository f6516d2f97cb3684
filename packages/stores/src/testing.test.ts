import { describeLog } from './contracts/log.contract.js';
import { describeOperationalStore } from './contracts/operational.contract.js';
import { describeWarehouse } from './contracts/warehouse.contract.js';
import { testStores } from './testing.js';

describeLog('PostgreSQL', testStores);
describeOperationalStore('PostgreSQL', testStores);
describeWarehouse('ClickHouse', testStores);
