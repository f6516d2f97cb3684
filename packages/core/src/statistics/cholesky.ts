/** The lower triangle L of a symmetric matrix A = LLᵀ; null where A is not positive definite to rounding. */
const factor = (matrix: readonly Float64Array[]): Float64Array[] | null => {
  const lower = matrix.map((row) => new Float64Array(row.length));
  for (const [i, row] of matrix.entries()) {
    const own = lower[i] as Float64Array;
    for (let j = 0; j <= i; j++) {
      const other = lower[j] as Float64Array;
      let sum = row[j] as number;
      for (let k = 0; k < j; k++) sum -= (own[k] as number) * (other[k] as number);
      if (i !== j) own[j] = sum / (other[j] as number);
      else if (sum > 1e-10 * Math.abs(row[i] as number)) own[i] = Math.sqrt(sum);
      else return null;
    }
  }
  return lower;
};

/**
 * The inverse of a symmetric, positive definite matrix by Cholesky's factorisation (Golub & Van Loan, Matrix Computations, 4th ed.
 * 2013, 4.2); null where it has none to rounding.
 */
export const inverseOf = (matrix: readonly Float64Array[]): Float64Array[] | null => {
  const lower = factor(matrix);
  if (!lower) return null;
  const size = matrix.length;
  const inverse = matrix.map((row) => new Float64Array(row.length));
  for (let column = 0; column < size; column++) {
    const solved = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      let sum = i === column ? 1 : 0;
      for (let k = 0; k < i; k++) sum -= (lower[i]?.[k] as number) * (solved[k] as number);
      solved[i] = sum / (lower[i]?.[i] as number);
    }
    for (let i = size - 1; i >= 0; i--) {
      let sum = solved[i] as number;
      for (let k = i + 1; k < size; k++) sum -= (lower[k]?.[i] as number) * (solved[k] as number);
      solved[i] = sum / (lower[i]?.[i] as number);
      (inverse[i] as Float64Array)[column] = solved[i] as number;
    }
  }
  return inverse;
};
