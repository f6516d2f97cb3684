import type { CustomerPosition, Movement } from '../api/types.js';

export interface SpeedPoint {
  at: string;
  velocity: number;
  movement: Movement | undefined;
}

/** The curve's points, each with the movement that happened at that instant. */
export const pointsOf = (position: CustomerPosition, movements: Movement[]): SpeedPoint[] => {
  const own = movements.filter(({ model, value }) => model === position.model && value === position.value);
  const at = new Map(own.map((movement) => [Date.parse(movement.at), movement]));
  return position.curve.map((point, index) => {
    // The curve may hold the speed just before and just after a movement: the mark belongs to what came after.
    const followed = position.curve[index + 1]?.at === point.at;
    return { ...point, movement: followed ? undefined : at.get(Date.parse(point.at)) };
  });
};
