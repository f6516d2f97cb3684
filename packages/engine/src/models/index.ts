export { listModels, type ModelView, readModelView } from './listModels.js';
