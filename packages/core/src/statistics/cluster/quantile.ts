/** A quantile of numbers in their order, between neighbours in proportion (Hyndman & Fan, American Statistician 50, 1996: type 7). */
export const quantileOf = (sorted: ArrayLike<number>, share: number): number => {
  const place = (sorted.length - 1) * share;
  const [low, high] = [Math.floor(place), Math.ceil(place)];
  const from = sorted[low] ?? 0;
  return from + (place - low) * ((sorted[high] ?? from) - from);
};
