export type { LearnPurchases } from './fitRecommendations.js';
export { listProducts, readGoesWith } from './goesWith.js';
export { keepRecommendations } from './keepRecommendations.js';
export { readRecommendModel } from './readRecommendModel.js';
export { recommendNext } from './recommendNext.js';
export { learnDue, runRecommend } from './runRecommend.js';
