import { importClustersFor } from '../../../../app/clusters/change-clusters.ts';
import { AppError } from '../../../../domain/app-error.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import type { ViewHandler } from './view-handler.ts';

const REJECTED_SHOWN = 10;

/** Imports pasted JSON. */
export const importClustersView: ViewHandler = async ({ dependencies, actor, state }) => {
  const json = state.text('json');
  if (!isJson(json))
    return { problems: { json: 'That is no whole JSON: the field takes 3,000 characters, the rest may be cut off.' } };
  await ensureMayChange(dependencies, actor, []);
  return {
    change: () => {
      const { result, auditId } = importClustersFor(dependencies.context, actor, json);
      const { clusters, windowsNodePools, rejected } = result;
      if (clusters === 0)
        throw new AppError(
          'invalid_input',
          `Nothing was imported. ${rejected[0]?.reason ?? 'There is no cluster in it.'}`,
        );
      const refused = rejected.slice(0, REJECTED_SHOWN).map(({ item, reason }) => `Refused ${item}: ${reason}`);
      const answer = answerChange(
        `Imported ${clusters} cluster(s) with ${windowsNodePools} Windows node pool(s).`,
        refused,
      );
      return { answer, undo: auditId };
    },
  };
};

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
