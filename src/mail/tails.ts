// How often chance does as much or more.

/** ln n! by Stirling's series; exact enough (1e-8) from n = 0. */
function logFactorial(n: number): number {
  if (n < 10) {
    let product = 1;
    for (let i = 2; i <= n; i += 1) product *= i;
    return Math.log(product);
  }
  const x = n + 1;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3);
}

/** P(X ≥ k) for n trials of chance q. */
export function binomialTail(k: number, n: number, q: number): number {
  let sum = 0;
  for (let i = k; i <= n; i += 1) {
    sum += Math.exp(
      logFactorial(n) - logFactorial(i) - logFactorial(n - i) + i * Math.log(q) + (n - i) * Math.log1p(-q),
    );
  }
  return Math.min(1, sum);
}

/** P(X ≥ k) for a Poisson mean. */
export function poissonTail(k: number, mean: number): number {
  let below = 0;
  for (let i = 0; i < k; i += 1) below += Math.exp(i * Math.log(mean) - mean - logFactorial(i));
  return Math.max(0, Math.min(1, 1 - below)) || Math.exp(k * Math.log(mean) - mean - logFactorial(k));
}

/** P(Z ≥ z), by Abramowitz and Stegun 26.2.17. */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
}
