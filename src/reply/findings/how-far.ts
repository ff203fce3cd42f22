/** How far an attack came, where the sentence tells no more than that: one that tells less leans on one that tells more. */
export type HowFar = 'succeeded' | 'may-have-succeeded' | 'succeeded-with-command';
