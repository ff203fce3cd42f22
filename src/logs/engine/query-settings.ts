/** More than this many bytes of answer is an error, never a silently shortened answer. Questions page instead. */
const MOST_RESULT_BYTES = '536870912';

/**
 * What one statement may hold before it spills to disk or fails. Written into the statement: settings that the client
 * sends apart would reach the embedded engine as `SET`, and stay for every later statement.
 */
export function memorySettings(memoryBytes: number): string {
  const spill = Math.floor(memoryBytes * 0.25);
  return `max_memory_usage = ${Math.floor(memoryBytes * 0.85)}, max_bytes_before_external_sort = ${spill}, max_bytes_before_external_group_by = ${spill}`;
}

/**
 * How much thought a statement is worth: `planned` as usual; `as-written` for those of hundreds of expressions over few lines,
 * where moving and joining these takes longer than the answer (0.23 s against 0.12 s for all rules on a hundred lines).
 * The order of tables and their conditions is used in both.
 */
export type Planning = 'planned' | 'as-written';

export function planningSettings(planning: Planning): string {
  if (planning === 'planned') return '';
  return ['merge_expressions', 'split_filter', 'filter_push_down'].map((step) => `query_plan_${step} = 0`).join(', ');
}

/**
 * A question as it is sent, to the engine in the child and to a server alike.
 *
 * readonly=1 keeps it from reaching files and the network (readonly=2 would not), and max_execution_time is the only
 * thing that stops one that runs away: an aborted request leaves the engine computing. The settings stand after FORMAT,
 * where they hold for every part of a UNION.
 *
 * @param seconds after which the question fails
 * @param others further settings; empty ones are left out
 */
export function asQuestion(sql: string, seconds: number, others: readonly string[]): string {
  const settings = [
    'readonly = 1',
    `max_execution_time = ${seconds}`,
    `max_result_bytes = ${MOST_RESULT_BYTES}`,
    "result_overflow_mode = 'throw'",
    'output_format_json_quote_64bit_integers = 0',
    ...others.filter((setting) => setting !== ''),
  ];
  return `${sql}\nFORMAT JSONEachRow SETTINGS ${settings.join(', ')}`;
}
