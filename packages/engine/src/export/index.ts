export { exportCustomer, exportInteractions } from './exportCustomer.js';
