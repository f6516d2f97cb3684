export { type DashboardQuery, tellWeek } from './tellWeek.js';
