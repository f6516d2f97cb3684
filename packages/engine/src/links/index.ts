export { type ChangeLinkPorts, changeLink, type LinkChange } from './changeLink.js';
export { listLinks } from './listLinks.js';
export { previewParting } from './previewParting.js';
