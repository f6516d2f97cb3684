/** Interactions of one part: what is lost of the work when the process dies. */
export const PART = 1_000_000;
/** In how many steps a part is read, so that the analytical store needs little memory for each. */
export const STEPS = 4;
