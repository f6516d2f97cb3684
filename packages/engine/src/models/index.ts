export { findModel, listModels, loadModels, type ModelRow, type ModelView, viewModel } from './listModels.js';
export { saveModel } from './saveModel.js';
