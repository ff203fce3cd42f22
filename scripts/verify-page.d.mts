/** The whole of verify.html, its script inside. */
export function verifyPage(): Promise<string>;
