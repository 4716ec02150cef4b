/**
 * Which of the four level colours a level of a method with `k` levels wears: interpolated along the same ramp (ux.md
 * 5).
 */
export const bandOf = (level: number, k: number): 1 | 2 | 3 | 4 =>
  k <= 1 ? 4 : (Math.min(4, Math.max(1, Math.round(1 + ((level - 1) * 3) / (k - 1)))) as 1 | 2 | 3 | 4)
