import { listHolds } from '../../../app/app-context.ts';
import { assessFleet } from '../../../app/fleet/assess-fleet.ts';
import { describeImage, diffImages, listImagesOf, readRelease } from '../../../app/images/read-catalogue.ts';
import { ensureNotHeld, holdImage } from '../../../app/suppressions/suppress.ts';
import { dayOf } from '../../../domain/calendar-date.ts';
import { toLiteral } from '../../../domain/literal.ts';
import { countOf } from '../../../domain/text.ts';
import { line, plain } from '../../../messages/card.ts';
import { answerChange } from '../answers/answer.ts';
import { answerDiff, answerImage, answerImages, answerRelease, answerRetirements } from '../answers/answer-images.ts';
import { readText } from '../read-payload.ts';
import { textField } from '../screens.ts';
import type { Change, FormHandler, Query } from './handlers.ts';

export const imagesCommand: Query = {
  name: 'images',
  usage: '[os]',
  does: 'the newest Windows node images, or all of one OS (2019, 2022, 2025, annual)',
  run: ({ context, words, offset }) => {
    const { images } = assessFleet(context).catalogue;
    const wanted = words.join(' ').trim();
    const newest = images.filter(({ state }) => state === 'newest');
    return wanted === ''
      ? answerImages(newest, false, listHolds(context), offset)
      : answerImages(listImagesOf(images, wanted), true, listHolds(context), offset);
  },
};

export const imageCommand: Query = {
  name: 'image',
  usage: 'VERSION',
  does: 'one image: what is in it, who runs it',
  example: 'image 20348.5386.260715',
  run: ({ context, words: [version = ''] }) => answerImage(describeImage(context, version)),
};

export const diffCommand: Query = {
  name: 'diff',
  usage: 'OLD NEW',
  does: 'what changed between two images: updates, container runtime, base images',
  example: 'diff 20348.5256.260610 20348.5386.260715',
  run: ({ context, words: [older = '', newer = ''] }) => answerDiff(diffImages(context, older, newer)),
};

export const releaseCommand: Query = {
  name: 'release',
  usage: '[tag]',
  does: 'what the latest AKS release, or one, says about Windows',
  example: 'release 2026-07-17',
  run: ({ context, words: [tag = null] }) => answerRelease(readRelease(context, tag)),
};

export const retirementsCommand: Query = {
  name: 'retirements',
  does: 'what ends on Windows, when, and which of your pools it concerns',
  run: ({ context, offset }) => answerRetirements(assessFleet(context).endsAhead(), dayOf(context.clock.now()), offset),
};

export const holdCommand: Change = {
  name: 'hold',
  usage: 'VERSION [why]',
  does: 'put a known bad image on hold: nobody is reminded to take it',
  example: 'hold 20348.5386.260715',
  run: async (request) => {
    const { context, access, actor, words } = request;
    const [wanted = '', ...why] = words;
    const described = describeImage(context, wanted);
    const { image, pools } = described;
    await access.ensureMayChange(actor, []);
    ensureNotHeld(described);
    if (why.length === 0)
      return {
        id: 'image.hold',
        title: 'Hold an image',
        submit: 'Hold',
        metadata: { version: image.version },
        parts: [
          line(plain(`Nobody is reminded to take ${toLiteral(image.version, 60)} until the next image of its OS SKU.`)),
          textField('reason', 'What is wrong with it', { multiline: true, most: 500 }),
          textField('url', 'Link', {
            hint: 'An issue or an incident.',
            optional: true,
            placeholder: 'https://',
            most: 1000,
          }),
        ],
      };
    const url = why.map((word) => word.replace(/^<|>$|\|.*$/g, '')).find((word) => /^https?:\/\//.test(word)) ?? null;
    const { auditId } = holdImage(context, actor, { version: image.version, reason: why.join(' '), url });
    const runs = `Run by ${countOf(pools.length, 'registered node pool')}.`;
    return answerChange(auditId, `${image.version} is on hold: nobody is reminded to take it. ${runs}`);
  },
};

export const holdImageView: FormHandler = async ({ context, access, actor, state, metadata }) => {
  const reason = state.text('reason');
  const url = state.text('url');
  const isLink = url === '' || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol));
  if (reason === '' || !isLink) {
    return {
      problems: {
        ...(reason === '' ? { reason: 'Say what is wrong with it.' } : {}),
        ...(isLink ? {} : { url: 'A link starts with https:// or http://.' }),
      },
    };
  }
  const { image } = describeImage(context, readText(metadata, 'version'));
  await access.ensureMayChange(actor, []);
  return {
    change: () => {
      const { auditId } = holdImage(context, actor, { version: image.version, reason, url: url || null });
      return answerChange(auditId, `${image.version} is on hold: nobody is reminded to take it.`);
    },
  };
};
