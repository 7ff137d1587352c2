import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { renderImportModal } from '../../modals/import-modal.ts';
import { openModal } from './open-modal.ts';
import type { ChangeCommand } from './slack-command.ts';

/** `import`: a form to paste what `az aks list` prints. */
export const importCommand: ChangeCommand = {
  kind: 'change',
  name: 'import',
  usage: '',
  does: 'register clusters from what az aks list prints',
  example: 'import',
  run: async ({ dependencies, actor, channel, triggerId }) => {
    await ensureMayChange(dependencies, actor, []);
    await openModal(dependencies, triggerId, renderImportModal(channel));
    return null;
  },
};
