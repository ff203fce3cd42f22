import { type CompiledRules, loadRules } from '../logs/sigma/load-rules.ts';

/**
 * The rules, compiled when they are first asked for: best while the engine takes lines apart and this process would wait.
 * Folders that somebody names are looked at now, so that one that is none is told before anything is read.
 */
export function rulesFrom(folders: readonly string[]): () => CompiledRules {
  let rules: CompiledRules | undefined;
  const load = () => {
    rules ??= loadRules(folders);
    return rules;
  };
  if (folders.length > 0) load();
  return load;
}
