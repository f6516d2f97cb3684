export { readContent } from './content.js';
export { contentMatrix } from './contentMatrix.js';
export { inspectContent, knownVariables } from './inspectContent.js';
export { listContents } from './listContents.js';
export { previewContent } from './previewContent.js';
export {
  type MessageLinks,
  openRenderer,
  type RenderedEmail,
  type Renderer,
  type Rendering,
  type RenderPorts,
  renderMessage,
} from './renderMessage.js';
export { deleteContent, saveContent } from './saveContent.js';
export { openTemplates, type Templates } from './templates.js';
