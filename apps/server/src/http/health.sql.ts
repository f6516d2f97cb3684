/** Asks either store whether it answers. */
export const nothing = 'select 1 as answer';
