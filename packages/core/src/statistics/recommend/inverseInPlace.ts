/**
 * Inverts a symmetric, positive definite matrix, given and left as rows one after another, by sweeping each diagonal element in turn
 * (Goodnight, A Tutorial on the SWEEP Operator, The American Statistician 33, 1979). Only what is on and right of the diagonal is
 * worked out, row by row, and mirrored in the end.
 */
export const inverseInPlace = (matrix: Float64Array, size: number): void => {
  const column = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    const pivot = matrix[k * size + k] as number;
    for (let i = 0; i < k; i++) column[i] = matrix[i * size + k] as number;
    for (let i = k; i < size; i++) column[i] = matrix[k * size + i] as number;
    for (let i = 0; i < size; i++) {
      const factor = (column[i] as number) / pivot;
      if (factor === 0 || i === k) continue;
      // What was swept before stands with the other sign.
      const row = matrix.subarray(i * size, (i + 1) * size);
      for (let j = i; j < size; j++) row[j] = (row[j] as number) - factor * (column[j] as number);
    }
    for (let i = 0; i < k; i++) matrix[i * size + k] = (column[i] as number) / pivot;
    for (let i = k + 1; i < size; i++) matrix[k * size + i] = (column[i] as number) / pivot;
    matrix[k * size + k] = -1 / pivot;
  }
  for (let i = 0; i < size; i++)
    for (let j = i; j < size; j++) {
      const swept = -(matrix[i * size + j] as number);
      matrix[i * size + j] = swept;
      matrix[j * size + i] = swept;
    }
};
